#include "sim/replay/slice_schedules.hpp"

#include <algorithm>

namespace archipelago {

namespace {

double seconds_without_a_loss(const World& world, const Horizon& horizon) {
  double slowest = 0, tokens_per_second = 0;
  for (const Learner& learner : world.learners) {
    slowest = std::max(slowest, learner.step_time.mean.value);
    tokens_per_second += world.training.tokens_per_step / learner.step_time.mean.value;
  }
  switch (horizon.unit) {
  case Horizon::Unit::time: return horizon.amount;
  case Horizon::Unit::steps: return horizon.amount * slowest;
  case Horizon::Unit::tokens: return horizon.amount / tokens_per_second;
  }
  return horizon.amount;
}

} // namespace

Seconds drawn_span(const World& world) {
  const Simulation& simulation = world.simulation;
  const double ideal = seconds_without_a_loss(world, simulation.warm_up) + seconds_without_a_loss(world, simulation.horizon);
  const bool in_time = simulation.horizon.unit == Horizon::Unit::time && (simulation.warm_up.unit == Horizon::Unit::time || simulation.warm_up.amount <= 0);
  return Seconds(in_time ? ideal : 4 * ideal + 30 * seconds_per_day);
}

std::vector<SliceSchedule> slice_schedules(const World& world, std::uint64_t seed) {
  if (!world.failures) return {};
  if (const auto& observed = world.failures->observed) {
    std::vector<SlicedLearner> learners;
    for (const Learner& learner : world.learners) learners.push_back({learner.accelerators, learner.slice_size});
    return observed_schedules(*observed, learners, seed);
  }
  if (const auto& drawn = world.failures->drawn) {
    std::vector<SitedLearner> learners;
    for (const Learner& learner : world.learners) learners.push_back({{learner.accelerators, learner.slice_size}, world.sites[learner.site].name});
    return drawn_schedules(*drawn, learners, drawn_span(world), seed);
  }
  return {};
}

} // namespace archipelago
