// How the nodes of a run look at the nodes of a trace, and the run's time at the trace's.
//
//   same      node i of the run is node i of the trace; both have the same number of nodes
//   tiled     the trace's nodes again and again; copy k of n looks k/n of a horizon further into the trace (it goes round), so that
//             copies do not fail together
//   sampled   a random permutation of the trace's nodes (keyed by the seed), and another one for each further round: more nodes leave
//             the others as they are, and common outages stay common
// The run's time 0 is `offset` of the trace. With `wrap` the trace begins anew at its end; without, it must cover the run.
#pragma once

#include "models/failures/traces/time_weighted.hpp"
#include "models/failures/traces/trace.hpp"

#include <optional>

namespace archipelago {

enum class MapKind { same, tiled, sampled };

struct NodeMapWish {
  MapKind kind = MapKind::sampled;
  std::uint32_t nodes = 1;                    // of the run
  Seconds horizon;                            // of the run
  Seconds offset;
  bool wrap = false;
  std::uint64_t seed = 1;                     // of sampled; 0 where many seeds will look, and the statement names none
};

struct MappedOutages {
  std::vector<std::vector<TimeSpan>> nodes;   // of each node of the run: when it is down, merged, within [0, horizon)
  std::vector<std::vector<double>> interruptions;   // of each node: starts of all outages, zero-length ones too
  std::string statement;                      // in words, for the assumptions of a result
};

// Why the wish cannot be met; empty if it can.
std::string refusal_of(const OutageTrace& trace, const NodeMapWish& wish);

std::string map_statement(const OutageTrace& trace, const NodeMapWish& wish);

MappedOutages map_nodes(const OutageTrace& trace, const NodeMapWish& wish);      // of a wish that can be met

// The same for a run without a known end: every outage once, at its first time in the run (start in [0, the trace's horizon), or below 0
// if it is under way when the run begins), sorted. The trace wraps; wish.horizon and wish.wrap are not used.
std::vector<NodeOutage> outages_of_run(const OutageTrace& trace, const NodeMapWish& wish);

} // namespace archipelago
