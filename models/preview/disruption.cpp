#include "models/preview/disruption.hpp"

#include "models/failures/law_means.hpp"
#include "models/protocol/closed_forms.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace archipelago {

namespace {

double& of(TimeShares& shares, TimeClass what) { return shares[static_cast<std::size_t>(what)]; }

double share_away(Seconds life, Seconds return_delay, Seconds step, double wall_per_step_second) {
  const double away = return_delay.value + 0.5 * step.value * wall_per_step_second;
  return away / (life.value * wall_per_step_second + away);
}

// Survivors of roll-backs to checkpoints of useful work `interval` apart, at `rate` failures per second of work.
double share_kept(const Checkpoints& checkpoints, double rate) {
  if (!checkpoints.interval || rate <= 0) return 1;
  const double write = checkpoints.bandwidth ? (checkpoints.size / *checkpoints.bandwidth).value : 0;
  const double exposure = rate * checkpoints.interval->value;
  const double unsaved_while_writing = checkpoints.blocking ? 1 : std::exp(-rate * write);
  return (exposure > 1e-12 ? exposure / std::expm1(exposure) : 1) * unsaved_while_writing;
}

void add_checkpoint_pauses(const World& world, double wall_per_step_second, Disruption& disruption) {
  if (!world.checkpoints || !world.checkpoints->blocking || !world.checkpoints->interval || !world.checkpoints->bandwidth) return;
  const Seconds write = world.checkpoints->size / *world.checkpoints->bandwidth;
  of(disruption.pauses, TimeClass::checkpoint) = write / *world.checkpoints->interval * wall_per_step_second;
}

// A slice is away for longer in step time when the steps are stretched by pauses, which depend on how many are away.
template <class Disrupt> Disruption settled(double wall_per_step_second, Disrupt disrupt) {
  Disruption disruption;
  for (int round = 0; round < 3; ++round) disruption = disrupt(wall_per_step_second + disruption.paused());
  return disruption;
}

Disruption one_learner(const World& world, std::size_t index, double wall_per_step_second, RecoveryCost recovery) {
  Disruption result;
  add_checkpoint_pauses(world, wall_per_step_second, result);
  if (!world.failures) return result;
  const Learner& learner = world.learners[index];
  const Failures& failures = *world.failures;
  const Seconds step = learner.step_time.mean;
  const Seconds life = mean_of_first(failures.lifetime, static_cast<double>(learner.slice_size));
  const double slices = static_cast<double>(learner.slices());
  const double away = share_away(life, failures.return_delay.mean(), step, wall_per_step_second);
  const double others_away = std::pow(away, slices - 1), all_away = others_away * away;
  result.missing = (away - all_away) / (1 - all_away);

  result.losses = slices * (1 - result.missing) / life.value;
  result.loss_probability = step_failure_probability(result.losses, step);
  const double per_second = result.loss_probability / step.value;
  of(result.pauses, TimeClass::detect) = per_second * failures.detection.value;
  of(result.pauses, TimeClass::downscale) = per_second * failures.downscale.value * (1 - others_away);
  of(result.pauses, TimeClass::upscale) = per_second * failures.upscale.value;

  const double blackouts = per_second * others_away;
  of(result.pauses, TimeClass::offline) =
      blackouts * std::max(0.0, failures.return_delay.mean().value / slices - failures.detection.value);
  if (recovery.peer) of(result.pauses, TimeClass::recovery_transfer) = blackouts * recovery.transfer.value;
  else of(result.pauses, TimeClass::restart) = blackouts * failures.restart.value;
  return result;
}

Disruption one_job(const World& world, Seconds step, double working_wall, double wall_per_step_second, Seconds transfer) {
  Disruption result;
  add_checkpoint_pauses(world, wall_per_step_second, result);
  if (!world.failures) return result;
  const Failures& failures = *world.failures;
  double blackouts = 0, accelerators = 0;
  for (const Learner& learner : world.learners) {
    const Seconds life = mean_of_first(failures.lifetime, static_cast<double>(learner.slice_size));
    const double slices = static_cast<double>(learner.slices()), held = static_cast<double>(learner.accelerators);
    const double away = share_away(life, failures.return_delay.mean(), step, wall_per_step_second);
    result.losses += slices / life.value;
    blackouts += slices / life.value * std::pow(away, slices - 1);
    result.missing += away * held;
    accelerators += held;
  }
  result.missing /= accelerators;
  result.loss_probability = step_failure_probability(result.losses, step);
  const double per_second = result.loss_probability / step.value;
  of(result.pauses, TimeClass::detect) = per_second * failures.detection.value;
  if (world.protocol.name == ProtocolName::elastic_data_parallel) {
    of(result.pauses, TimeClass::downscale) = per_second * failures.downscale.value;
    // A learner that comes back whole starts up on its own, and the job waits only while it receives its state.
    of(result.pauses, TimeClass::upscale) = per_second * failures.upscale.value * (1 - blackouts / result.losses);
    of(result.pauses, TimeClass::recovery_transfer) = blackouts * transfer.value;
    return result;
  }
  result.missing = 0;
  const double lost_together = result.loss_probability > 0 ? result.losses * step.value / result.loss_probability : 1;
  const Seconds last_back = mean_of_last(failures.return_delay, lost_together);
  of(result.pauses, TimeClass::offline) = per_second * std::max(0.0, (last_back - failures.detection).value);
  of(result.pauses, TimeClass::restart) = per_second * failures.restart.value;
  if (world.checkpoints) result.kept = share_kept(*world.checkpoints, per_second / working_wall);
  return result;
}

} // namespace

double Disruption::paused() const { return std::accumulate(pauses.begin(), pauses.end(), 0.0); }

Disruption learner_disruption(const World& world, std::size_t learner, double wall_per_step_second, RecoveryCost recovery) {
  return settled(wall_per_step_second, [&](double wall) { return one_learner(world, learner, wall, recovery); });
}

Disruption job_disruption(const World& world, Seconds step, double wall_per_step_second, Seconds transfer) {
  return settled(wall_per_step_second, [&](double wall) { return one_job(world, step, wall_per_step_second, wall, transfer); });
}

} // namespace archipelago
