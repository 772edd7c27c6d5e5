#include "scenarios/build/builders.hpp"

#include <fmt/format.h>

#include <numeric>
#include <set>

namespace archipelago {

namespace {

Horizon to_horizon(Measure measure) {
  const auto unit = measure.kind == UnitKind::steps    ? Horizon::Unit::steps
                    : measure.kind == UnitKind::tokens ? Horizon::Unit::tokens
                                                       : Horizon::Unit::time;
  return {unit, measure.value};
}

void read_seeds(const Part& part, Simulation& simulation) {
  int ways = 0;
  for (const char* key : {"seeds", "replications", "half_width"}) ways += part.has(key) ? 1 : 0;
  if (ways > 1) part.wrong("", "more than one of \"seeds\", \"replications\" and \"half_width\"; expected at most one");
  if (part.has("seeds")) {
    simulation.seeds.clear();
    std::set<double> seen;
    for (const double seed : part.numbers("seeds")) {
      simulation.seeds.push_back(static_cast<std::uint64_t>(seed));
      if (!seen.insert(seed).second) part.wrong("seeds", fmt::format("{} is given twice: the same run would count twice", seed));
    }
    if (part.is_empty_list("seeds")) part.wrong("seeds", "expected a list of at least one seed");
  } else if (part.has("half_width")) {
    simulation.half_width = part.number("half_width");
  } else {
    simulation.seeds.resize(static_cast<std::size_t>(part.count("replications").value_or(1)));
    std::iota(simulation.seeds.begin(), simulation.seeds.end(), 1u);
  }
}

} // namespace

void build_simulation(const Part& root, World& world) {
  const auto part = root.object("simulation");
  if (!part) return;
  Simulation& simulation = world.simulation;
  const auto horizon = part->measure("horizon");
  if (horizon) simulation.horizon = to_horizon(*horizon);
  const auto warm_up = part->measure("warm_up");
  if (warm_up) simulation.warm_up = to_horizon(*warm_up);
  if (horizon && warm_up && part->has("warm_up")) {
    if (warm_up->kind != horizon->kind && warm_up->value > 0)
      part->wrong("warm_up", fmt::format("a {}, while the horizon is a {}; expected the same kind", kind_name(warm_up->kind),
                                         kind_name(horizon->kind)));
    else if (warm_up->kind == horizon->kind && warm_up->value >= horizon->value)
      part->wrong("warm_up", "as long as the horizon or longer; nothing would be counted");
  }
  read_seeds(*part, simulation);
  const std::string fidelity = part->text("fidelity").value_or("exact");
  simulation.fidelity = fidelity == "fast" ? Fidelity::fast : fidelity == "closed-form" ? Fidelity::closed_form : Fidelity::exact;
}

} // namespace archipelago
