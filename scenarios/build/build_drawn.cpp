// A generator of outages in place of a law: another history for each seed.
#include "scenarios/build/builders.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace archipelago {

namespace {

// Only what takes nodes down is played; what else the generator knows is named.
Generator of_nodes(Generator generator, std::vector<std::string>& left_out) {
  for (const Process& process : generator.processes)
    if (!takes_nodes_down(kind_of(process))) left_out.push_back(process.name);
  std::erase_if(generator.processes, [](const Process& process) { return !takes_nodes_down(kind_of(process)); });
  return generator;
}

} // namespace

void build_drawn(const Part& failures, const GeneratorSource& source, const World& world, Failures& out) {
  out.lifetime = out.return_delay = Law{Law::Kind::exponential, Seconds(1e12)};
  const auto name = failures.text("generator");
  const Seconds offset = failures.quantity<Seconds>("offset").value_or(Seconds(0));
  if (!name) return;
  std::vector<std::string> faults, left_out;
  std::string nearest;
  auto read = source(*name, faults, nearest);
  for (const std::string& fault : faults) failures.wrong("generator", fault, nearest);
  if (!read) return;
  const auto generator = std::make_shared<const Generator>(of_nodes(std::move(*read), left_out));
  if (generator->processes.empty()) return failures.wrong("generator", fmt::format("{} takes no nodes down; it has {}", *name, fmt::join(left_out, ", ")));
  if (world.learners.empty()) return;

  OutageTrace shape;
  shape.accelerators_per_node = generator->accelerators_per_node;
  std::vector<SlicedLearner> learners;
  for (const Learner& learner : world.learners) learners.push_back({learner.accelerators, learner.slice_size});
  std::string refusal;
  const std::uint32_t nodes = nodes_of_run(shape, learners, refusal);
  if (!refusal.empty()) return failures.wrong("generator", refusal);
  out.drawn = DrawnFailures{generator, offset};
  const DrawnMeans means = means_of(*generator);
  const double per_node = generator->accelerators_per_node > 0 ? generator->accelerators_per_node : static_cast<double>(world.learners.front().slice_size);
  out.lifetime = Law{Law::Kind::exponential, means.between * per_node};
  out.return_delay = Law{Law::Kind::exponential, std::max(Seconds(1), means.repair)};
  std::string said = fmt::format("{}: {} nodes, each seed another draw, each site for itself", generator->name, nodes);
  if (!left_out.empty()) said += fmt::format("; not played: {}", fmt::join(left_out, ", "));
  failures.assume("generator", said, generator->accelerators_per_node > 0 ? fmt::format("nodes of {} accelerators, as the generator says", generator->accelerators_per_node)
                                                                          : "the generator does not say how many accelerators a node has: one slice each");
}

} // namespace archipelago
