// Sites, hubs and the wide-area links between them, as a user states them.
//
// A link is full duplex: `bandwidth` holds in each direction. Latency is one way.
// TCP: rate of one flow <= streams * window / round trip of its whole route; capacity <= efficiency * bandwidth.
#pragma once

#include "models/units.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct Transport {
  enum class Kind { ideal, tcp };
  Kind kind = Kind::ideal;
  int streams = 1;
  std::optional<Bytes> window;                // per stream; absent = never the bound
  double efficiency = 1.0;                    // payload share of the line rate
};

struct Lan {
  BytesPerSecond bandwidth;
  OneWayLatency latency;
  Transport transport;
};

// From `at` for `duration` the link carries `factor` of its bandwidth; 0 is an outage.
struct Outage { Seconds at, duration; double factor = 0; };

struct Link {
  std::string name;
  std::array<std::size_t, 2> between{};       // nodes: sites first (index of World::sites), then hubs
  BytesPerSecond bandwidth;
  OneWayLatency latency;
  Seconds jitter;                             // standard deviation of the latency of one message
  std::optional<DollarsPerByte> price;
  Transport transport;
  std::vector<Outage> outages;
};

struct Network {
  std::vector<std::string> hubs;
  std::vector<Link> links;
};

} // namespace archipelago
