// Weighted max-min fair sharing of links between groups of alike flows.
//
// Every flow of group g has the rate level / penalty_g; the level rises for all flows at once until a link is full or a group
// reaches its bound, which fixes the flows concerned, and goes on rising for the others:
//
//   level = min over links of  left / sum of (1 / penalty) of its flows that still rise,  and over groups of  bound x penalty
//
// A link that bounds each flow by itself (a cap) has the greatest of the pulls instead of their sum, and is never used up.
// Rates in bytes per second. Fluid model: rates change at once, no slow start, no queues. The penalty is the one-way latency of
// the route (1 without any), as in SimGrid's CM02: on a full link, TCP flows share in inverse proportion to their round trips.
// A link counts as full when less than `precision` of it is left, as there: what would get less than that waits.
#pragma once

#include <cstdint>
#include <vector>

namespace archipelago {

struct FlowGroup {
  const std::vector<std::uint32_t>* links = nullptr;   // indices of capacities; a link that is there twice is crossed twice
  double penalty = 1;
  double bound = 0;                           // bytes per second of one flow; infinite where nothing bounds it
  std::uint32_t flows = 1;
};

inline constexpr double max_min_precision = 1e-5;

// The rate of one flow of each group. `capacities`: bytes per second of each link; from `first_cap` on they are caps.
std::vector<double> max_min_rates(const std::vector<double>& capacities, std::size_t first_cap, const std::vector<FlowGroup>& groups);

} // namespace archipelago
