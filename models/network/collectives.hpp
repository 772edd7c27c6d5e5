// Times of collective operations over sites, without contention from other traffic.
//
//   ring all-reduce of B bytes over n members on edges of rate b and latency l:
//       2 (n-1)/n B/b + 2 (n-1) l          (reduce-scatter and all-gather, n-1 hops each)
//   hierarchical: a ring inside every site over its LAN, then one ring over the sites (slowest site + ring of sites)
//
// The latency term counts every hop of the ring; chunks pipeline, so it is an upper bound for small messages.
// Valid while the slowest edge is used by this collective alone. Sources: Patarasuk & Yuan 2009 (bandwidth-optimal
// rings); protocol sections 3.1 and 1.12 for the factor 2(n-1)/n.
#pragma once

#include "models/units.hpp"

#include <cstddef>
#include <vector>

namespace archipelago {

constexpr double ring_factor(std::size_t members) {
  return members > 1 ? 2.0 * static_cast<double>(members - 1) / static_cast<double>(members) : 0.0;
}

struct RingEdgeCost { BytesPerSecond rate; OneWayLatency latency; };

// `latency` is the largest of the ring's edges: each of the 2(n-1) hops waits for the slowest neighbour.
Seconds ring_all_reduce_time(std::size_t members, Bytes size, RingEdgeCost edge);

struct SiteMembers { std::size_t learners = 1; RingEdgeCost lan; };

Seconds hierarchical_all_reduce_time(const std::vector<SiteMembers>& sites, Bytes size, RingEdgeCost wan);

} // namespace archipelago
