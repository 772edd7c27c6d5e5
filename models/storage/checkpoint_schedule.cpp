#include "models/storage/checkpoint_schedule.hpp"

#include "models/failures/checkpoint_interval.hpp"

#include <algorithm>
#include <limits>

namespace archipelago {

Seconds checkpoint_write(const World& world) {
  if (!world.checkpoints) return Seconds(0);
  const Checkpoints& checkpoints = *world.checkpoints;
  double rate = checkpoints.bandwidth ? checkpoints.bandwidth->value : std::numeric_limits<double>::infinity();
  if (checkpoints.storage_bandwidth) {
    std::vector<double> learners(world.sites.size());
    for (const Learner& learner : world.learners) ++learners[learner.site];
    rate = std::min(rate, checkpoints.storage_bandwidth->value / std::max(1.0, *std::max_element(learners.begin(), learners.end())));
  }
  return Seconds(checkpoints.size.value / rate);
}

Seconds checkpoint_interval(const World& world) {
  if (!world.checkpoints) return Seconds(0);
  if (world.checkpoints->interval) return *world.checkpoints->interval;
  if (!world.failures) return Seconds(0);
  const bool job = world.protocol.name == ProtocolName::data_parallel || world.protocol.name == ProtocolName::elastic_data_parallel;
  double accelerators = 0;
  for (const Learner& learner : world.learners)
    accelerators = job ? accelerators + static_cast<double>(learner.accelerators) : std::max(accelerators, static_cast<double>(learner.accelerators));
  const Seconds mtbf = world.failures->lifetime.mean() / accelerators, write = checkpoint_write(world);
  if (!world.checkpoints->blocking || write.value <= 0) return write;
  return world.checkpoints->rule == Checkpoints::Rule::young ? young_interval(write, mtbf) : daly_optimal_interval(write, mtbf);
}

} // namespace archipelago
