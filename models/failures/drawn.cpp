#include "models/failures/drawn.hpp"

#include "models/failures/generators/processes.hpp"
#include "models/failures/traces/outage_statistics.hpp"

#include <algorithm>
#include <map>

namespace archipelago {

namespace {

// The fleet that the largest of its laws stands for.
std::uint32_t largest_domain(const Generator& generator) {
  std::uint32_t nodes = 1;
  for (const Process& process : generator.processes)
    if (const auto* law = std::get_if<OutageLaw>(&process.law)) nodes = std::max(nodes, law->domain);
  return nodes;
}

} // namespace

OutageTrace drawn_outages(const Generator& generator, std::uint32_t nodes, const std::string& site, Seconds horizon, std::uint64_t seed) {
  std::vector<Process> processes = generator.processes;
  for (Process& process : processes) process.name += "@" + site;
  Trace trace = generate(processes, {seed, nodes, horizon, {}});
  OutageTrace outages = std::move(std::get<OutageTrace>(trace.data));
  outages.accelerators_per_node = generator.accelerators_per_node;
  return outages;
}

std::vector<SliceSchedule> drawn_schedules(const DrawnFailures& failures, const std::vector<SitedLearner>& learners, Seconds span, std::uint64_t seed) {
  std::map<std::string, std::vector<std::size_t>> at;
  for (std::size_t l = 0; l < learners.size(); ++l) at[learners[l].site].push_back(l);
  std::vector<SliceSchedule> schedules(learners.size());
  for (const auto& [site, members] : at) {
    std::vector<SlicedLearner> sliced;
    for (const std::size_t l : members) sliced.push_back(learners[l].slices);
    OutageTrace shape;
    shape.accelerators_per_node = failures.generator->accelerators_per_node;
    std::string refusal;
    const std::uint32_t nodes = nodes_of_run(shape, sliced, refusal);
    auto drawn = std::make_shared<const OutageTrace>(drawn_outages(*failures.generator, nodes, site, failures.offset + span, seed));
    std::vector<SliceSchedule> of_site = observed_schedules({drawn, failures.generator->name, MapKind::same, failures.offset}, sliced, seed);
    for (std::size_t i = 0; i < members.size(); ++i) schedules[members[i]] = std::move(of_site[i]);
  }
  return schedules;
}

DrawnMeans means_of(const Generator& generator) {
  constexpr double enough_events = 4000, most_seeds = 256;
  const std::uint32_t nodes = largest_domain(generator);
  const Seconds horizon(5 * seconds_per_year);
  double events = 0, node_time = 0, repair = 0;
  for (std::uint64_t seed = 0; events < enough_events && static_cast<double>(seed) < most_seeds; ++seed) {
    const OutageTrace trace = drawn_outages(generator, nodes, "", horizon, seed);
    events += static_cast<double>(trace.outages.size());
    node_time += nodes * horizon.value;
    for (const NodeOutage& outage : trace.outages) repair += outage.end - outage.start;
  }
  if (events == 0) return {Seconds(node_time), Seconds(0)};
  return {Seconds(node_time / events), Seconds(repair / events)};
}

} // namespace archipelago
