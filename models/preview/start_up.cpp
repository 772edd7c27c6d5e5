#include "models/preview/start_up.hpp"

#include <algorithm>

namespace archipelago {

namespace {

bool in_warm_up(const World& world, double first_step, Seconds step) {
  const Horizon& warm_up = world.simulation.warm_up;
  switch (warm_up.unit) {
  case Horizon::Unit::time: return warm_up.amount > first_step * step.value;
  case Horizon::Unit::steps: return warm_up.amount > first_step;
  case Horizon::Unit::tokens: return warm_up.amount > first_step * world.training.tokens_per_step * static_cast<double>(world.learners.size());
  }
  return false;
}

} // namespace

void add_start_up(const World& world, double horizon_s, RunTimes& run) {
  const ProtocolRules& rules = world.protocol;
  if (rules.start_up.value <= 0 || horizon_s <= 0) return;
  Seconds step;
  for (const Learner& learner : world.learners) step = std::max(step, learner.step_time.mean);
  if (in_warm_up(world, static_cast<double>(rules.sync_interval) / rules.fragments, step)) return;
  run.start_up = rules.start_up;
  const Seconds slack = std::max(Seconds(0), step * rules.overlap - run.synchronization.sync);
  const Seconds exposed = std::max(Seconds(0), rules.start_up - slack);
  for (LearnerTime& time : run.learners) of(time, TimeClass::exposed_communication) += exposed.value / horizon_s * time.total();
}

} // namespace archipelago
