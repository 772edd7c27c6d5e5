// A trace of node outages in place of a law: read, mapped, and said in the assumptions.
#include "scenarios/build/builders.hpp"
#include "scenarios/build/trace_file.hpp"

#include "models/failures/traces/outage_statistics.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace archipelago {

namespace {

// What the closed forms and the checkpoint interval go by.
void set_means(const OutageTrace& trace, double accelerators_per_node, Failures& out) {
  const OutageStatistics statistics = statistics_of(trace);
  if (statistics.events == 0) return;
  out.lifetime = Law{Law::Kind::exponential, statistics.node_mtbf * accelerators_per_node};
  out.return_delay = Law{Law::Kind::exponential, Seconds(statistics.repair ? std::max(1.0, statistics.repair->mean) : 1.0)};
}

} // namespace

void build_observed(const Part& failures, const World& world, Failures& out) {
  out.lifetime = out.return_delay = Law{Law::Kind::exponential, Seconds(1e12)};
  const auto file = failures.text("trace");
  const std::string map = failures.text("map").value_or("sampled");
  const Seconds offset = failures.quantity<Seconds>("offset").value_or(Seconds(0));
  const auto read = file ? read_trace_file(failures, "trace", {TraceKind::node_outage, TraceKind::maintenance}, "outages of nodes") : nullptr;
  if (!read || world.learners.empty()) return;
  const std::shared_ptr<const OutageTrace> trace(read, read->outages());
  std::vector<SlicedLearner> learners;
  for (const Learner& learner : world.learners) learners.push_back({learner.accelerators, learner.slice_size});
  std::string refusal;
  NodeMapWish wish{map == "same" ? MapKind::same : map == "tiled" ? MapKind::tiled : MapKind::sampled, nodes_of_run(*trace, learners, refusal), Seconds(0), offset, true, 0};
  if (refusal.empty()) refusal = refusal_of(*trace, wish);
  if (!refusal.empty()) return failures.wrong("trace", refusal);
  const std::string name = std::filesystem::path(*file).filename().string();
  out.observed = ObservedFailures{trace, name, wish.kind, offset};
  set_means(*trace, trace->accelerators_per_node > 0 ? trace->accelerators_per_node : static_cast<double>(world.learners.front().slice_size), out);
  std::string said = map_statement(*trace, wish);
  if (wish.kind == MapKind::sampled) said += "; the seed of the sample is the run's";
  failures.assume("trace", fmt::format("{}: {}", name, said), trace->accelerators_per_node > 0 ? fmt::format("nodes of {} accelerators, as the trace says", trace->accelerators_per_node)
                                                                                              : "the trace does not say how many accelerators a node has: one slice each");
}

} // namespace archipelago
