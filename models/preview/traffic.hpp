// What one synchronization costs on this network, per byte of the fragment on the wire, when nothing else is moving.
//
//   duration of a round of B bytes = fixed + B (2 lan_leg + transfer)
//   transfer = sum over stages of max over link directions (share of B / capacity), lan links and windowed flows alike
//   pipe     = the same over all stages at once: rounds that follow each other use a full-duplex link both ways
//
// Ring: n flows of 2(n-1)/n B between neighbours, 2(n-1) latencies of the slowest edge. Site ring: (m-1)/m B over each
// member's lan before and again after the ring of sites. Central syncer: every learner's B up, then down. A quorum is known
// when the farthest report has reached the best placed site.
// The bound is exact when all flows of a stage end together or the busiest link stays busy; it is below max-min fairness
// otherwise. Outages and jitter of links are left out.
#pragma once

#include "models/network/topology.hpp"
#include "models/world.hpp"

#include <cstddef>
#include <vector>

namespace archipelago {

struct Endpoint {
  std::size_t site = 0;
  bool behind_lan = true;                     // a learner or its shard, rather than the site's switch
};

struct Traffic {
  double transfer = 0;                        // s per byte
  double pipe = 0;                            // s per byte for which a round keeps the busiest link from the next round
  double lan_leg = 0;                         // s per byte, twice per round
  Seconds fixed;
  std::vector<double> link_share;             // [2 link + (0 forward, 1 backward)]: bytes per byte of the fragment

  Seconds duration(Bytes size) const { return fixed + Seconds(size.value * (2 * lan_leg + transfer)); }
};

Traffic round_traffic(const World& world, const Topology& topology);                             // all learners take part
Traffic flow_traffic(const World& world, const Topology& topology, Endpoint from, Endpoint to);  // one lone transfer

} // namespace archipelago
