// Sites, hubs and the wide-area links between them, as a user states them.
//
// A link is full duplex: `bandwidth` holds in each direction. Latency is one way.
// TCP: capacity = efficiency x (1 - loss) x bandwidth; the rate of one flow is bounded by its window and by lost packets
// (tcp_throughput.hpp). What changes with the time of day is a share of that (profile.hpp).
#pragma once

#include "models/network/profile.hpp"
#include "models/network/tcp_throughput.hpp"
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
  double loss = 0;                            // probability that a packet is lost on the way
  Bytes segment{1460};                        // payload of one packet
  CongestionControl congestion = CongestionControl::cubic;
  bool slow_start = false;                    // every transfer begins with the initial window
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
  Profile profile = {};                       // of what it can carry
  BackgroundLoad background = {};             // others' traffic that does not give way
};

// What several links have in common: a submarine cable, the egress that a provider sells. Each direction of it is shared by the
// same direction of its links; of a site's links all that leaves the site is one direction, what enters it the other.
struct Backbone {
  struct Member { std::size_t link; bool forward; };   // false: the link's other direction is the backbone's first

  std::string name;
  BytesPerSecond bandwidth;                   // in each direction
  std::vector<Member> members;
  Profile profile = {};
  BackgroundLoad background = {};
};

// What a second path between two sites is for: nothing; flows go there while the first is down; each flow is split over both.
enum class Multipath { none, failover, split };

struct Network {
  std::vector<std::string> hubs;
  std::vector<Link> links;
  std::vector<Backbone> backbones = {};
  Multipath multipath = Multipath::none;
  Seconds failover_delay = {};                // from a path's loss until flows are sent the other way

  // Links, then backbones: what may carry less for a time.
  std::size_t carriers() const { return links.size() + backbones.size(); }
};

} // namespace archipelago
