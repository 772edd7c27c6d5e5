#include "models/failures/observed.hpp"

#include <algorithm>

namespace archipelago {

namespace {
std::int64_t node_size(const OutageTrace& trace, const SlicedLearner& learner) {
  return trace.accelerators_per_node > 0 ? trace.accelerators_per_node : learner.slice_size;
}
} // namespace

std::uint32_t nodes_of_run(const OutageTrace& trace, const std::vector<SlicedLearner>& learners, std::string& refusal) {
  std::int64_t nodes = 0;
  for (const SlicedLearner& learner : learners) {
    const std::int64_t size = node_size(trace, learner);
    if (learner.accelerators % size != 0)
      refusal = "nodes hold " + std::to_string(size) + " accelerators, and a learner of " + std::to_string(learner.accelerators) + " is no whole number of them";
    nodes += learner.accelerators / size;
  }
  return static_cast<std::uint32_t>(std::min<std::int64_t>(nodes, most_nodes));
}

std::vector<std::size_t> owners_of_nodes(const OutageTrace& trace, const std::vector<SlicedLearner>& learners) {
  std::vector<std::size_t> owners;
  for (std::size_t l = 0; l < learners.size(); ++l) owners.insert(owners.end(), static_cast<std::size_t>(learners[l].accelerators / node_size(trace, learners[l])), l);
  return owners;
}

std::vector<SliceSchedule> observed_schedules(const ObservedFailures& failures, const std::vector<SlicedLearner>& learners, std::uint64_t seed) {
  const OutageTrace& trace = *failures.trace;
  std::string refusal;
  const std::uint32_t nodes = nodes_of_run(trace, learners, refusal);
  const std::vector<NodeOutage> outages = outages_of_run(trace, {failures.map, nodes, Seconds(0), failures.offset, true, seed});
  std::vector<std::pair<std::size_t, std::int64_t>> owner;         // learner, and node within it, of each node of the run
  for (std::size_t l = 0; l < learners.size(); ++l)
    for (std::int64_t node = 0; node < learners[l].accelerators / node_size(trace, learners[l]); ++node) owner.emplace_back(l, node);
  std::vector<SliceSchedule> schedules(learners.size());
  for (SliceSchedule& schedule : schedules) schedule.period = trace.horizon.value;
  for (const NodeOutage& outage : outages) {
    const auto [l, node] = owner[outage.node];
    const std::int64_t size = node_size(trace, learners[l]), first = node * size / learners[l].slice_size, last = ((node + 1) * size - 1) / learners[l].slice_size;
    for (std::int64_t slice = first; slice <= last; ++slice) schedules[l].outages.push_back({outage.start, outage.end, static_cast<std::uint32_t>(slice)});
  }
  return schedules;
}

} // namespace archipelago
