// Routes between sites over the wide-area links.
//
// Route: least one-way latency, then fewest links, then the lexicographically least sequence of link names, read from
// the site that was listed first. The way back uses the same links, so a round trip is twice the one-way latency.
// Sites and hubs both forward traffic. Rates are bytes per second, latencies one way.
//
//   bottleneck = min over hops of efficiency x (1 - loss) x bandwidth, and of the backbones that hops belong to
//   flow_cap   = what TCP allows one flow on the whole path (flow_cap.hpp)
//
// Second path, where the network has a use for one: the best by the same rule that shares no link with the first, and no
// backbone either if there is such a path.
// Valid for static shortest-path routing; a provider's traffic engineering may choose otherwise.
#pragma once

#include "models/network/network.hpp"
#include "models/units.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace archipelago {

struct Hop {
  std::size_t link = 0;                       // index of Network::links
  bool forward = true;                        // from between[0] to between[1]
};

struct Path {
  std::vector<Hop> hops;
  std::vector<Hop> backbones;                 // index of Network::backbones, once for each hop in it
  OneWayLatency latency;
  Seconds jitter;                             // standard deviation of the latency
  BytesPerSecond bottleneck;                  // infinite for an empty path
  std::optional<BytesPerSecond> flow_cap;
  std::optional<Bytes> initial_window;        // of a flow that starts slowly

  BytesPerSecond rate() const { return flow_cap ? std::min(bottleneck, *flow_cap) : bottleneck; }   // of one lone flow
};

// What one direction can carry.
BytesPerSecond capacity(const Link& link);
BytesPerSecond capacity(const Lan& lan);

// Of one flow between learners of two sites, whose own links to the switch it crosses too.
std::optional<BytesPerSecond> flow_cap_between(const Network& network, const Path& path, const std::optional<Lan>& from, const std::optional<Lan>& to);
// By how much longer a flow of this size lasts because it starts slowly.
Seconds start_delay(const Path& path, Bytes size);

class Topology {
public:
  Topology(std::size_t sites, const Network& network);
  std::size_t sites() const { return sites_; }
  // nullptr when `to` cannot be reached; an empty path when from == to.
  // The second path (number 1) is there only where the network uses one.
  const Path* path(std::size_t from, std::size_t to, std::size_t number = 0) const {
    const auto& paths = number == 0 ? paths_ : second_;
    if (paths.empty()) return nullptr;
    const auto& path = paths[from * sites_ + to];
    return path ? &*path : nullptr;
  }

private:
  void add_second_paths(const Network& network);

  std::size_t sites_;
  std::vector<std::optional<Path>> paths_, second_;   // row-major, sites x sites; the second ones empty where none is used
};

} // namespace archipelago
