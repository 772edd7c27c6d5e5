// Routes between sites over the wide-area links.
//
// Route: least one-way latency, then fewest links, then the lexicographically least sequence of link names, read from
// the site that was listed first. The way back uses the same links, so a round trip is twice the one-way latency.
// Sites and hubs both forward traffic. Rates are bytes per second, latencies one way.
//
//   bottleneck = min over hops of efficiency x bandwidth
//   flow_cap   = min over TCP hops with a window of streams x window / round trip of the whole path
//
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
  OneWayLatency latency;
  BytesPerSecond bottleneck;                  // infinite for an empty path
  std::optional<BytesPerSecond> flow_cap;

  BytesPerSecond rate() const { return flow_cap ? std::min(bottleneck, *flow_cap) : bottleneck; }   // of one lone flow
};

BytesPerSecond capacity(const Link& link);    // what one direction can carry: efficiency x bandwidth

class Topology {
public:
  Topology(std::size_t sites, const Network& network);
  std::size_t sites() const { return sites_; }
  // nullptr when `to` cannot be reached; an empty path when from == to.
  const Path* path(std::size_t from, std::size_t to) const;

private:
  std::size_t sites_;
  std::vector<std::optional<Path>> paths_;    // row-major, sites x sites
};

} // namespace archipelago
