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
// otherwise. A flow that is split over two paths counts on both by its shares; backbones are link directions like others. A flow
// that starts slowly lasts longer by what that costs it alone. Outages are left out; jitter leaves the mean as it is, but a stage of
// many flows waits for the latest of them, which is left out too.
#pragma once

#include "models/network/ways.hpp"
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
  std::vector<double> link_share;             // [2 carrier + (0 forward, 1 backward)]: bytes per byte of the fragment
  struct SlowStart { double share; Path path; };
  std::vector<std::vector<SlowStart>> slow_starts;   // of the flows of each stage that start slowly

  Seconds duration(Bytes size) const { return fixed + starting(size) + Seconds(size.value * (2 * lan_leg + transfer)); }
  Seconds starting(Bytes size) const;         // what starting slowly costs, the most of each stage
};

Traffic round_traffic(const World& world, const Topology& topology);                             // all learners take part
Traffic round_traffic(const World& world, const Topology& topology, const Ways& ways);           // with some links down
Traffic flow_traffic(const World& world, const Topology& topology, Endpoint from, Endpoint to);  // one lone transfer
Traffic flow_traffic(const World& world, const Ways& ways, Endpoint from, Endpoint to);

} // namespace archipelago
