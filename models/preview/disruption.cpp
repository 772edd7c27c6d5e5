#include "models/preview/disruption.hpp"

#include "models/failures/law_means.hpp"
#include "models/protocol/closed_forms.hpp"
#include "models/storage/checkpoint_schedule.hpp"

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

// Between two states that a loss of a slice goes back to: copies in memory where there are some.
Seconds work_at_risk(const World& world) {
  const Seconds stored = checkpoint_interval(world);
  return world.checkpoints->memory ? std::min(stored, world.checkpoints->memory->interval) : stored;
}

// Survivors of roll-backs to checkpoints of useful work `interval` apart, at `rate` failures per second of work.
double share_kept(const World& world, double rate) {
  const Checkpoints& checkpoints = *world.checkpoints;
  const Seconds interval = work_at_risk(world);
  const double write = checkpoint_write(world).value;
  if (interval.value <= 0 || rate <= 0) return 1;
  const double exposure = rate * interval.value;
  const double unsaved_while_writing = checkpoints.blocking ? 1 : std::exp(-rate * write);
  return (exposure > 1e-12 ? exposure / std::expm1(exposure) : 1) * unsaved_while_writing;
}

void add_checkpoint_pauses(const World& world, double wall_per_step_second, Disruption& disruption) {
  if (!world.checkpoints) return;
  const Checkpoints& checkpoints = *world.checkpoints;
  const Seconds interval = checkpoint_interval(world), pause = checkpoints.blocking ? checkpoint_write(world) : checkpoints.snapshot;
  double share = interval.value > 0 ? pause / interval : 0;
  if (checkpoints.memory && checkpoints.memory->bandwidth) share += checkpoints.size / *checkpoints.memory->bandwidth / checkpoints.memory->interval;
  of(disruption.pauses, TimeClass::checkpoint) = share * wall_per_step_second;
}

bool stops_for_nodes(const World& world) {
  if (!world.failures->recovery || world.protocol.name == ProtocolName::elastic_data_parallel) return false;
  return world.protocol.name == ProtocolName::data_parallel || world.failures->recovery->without_node == Recovery::WithoutNode::stop;
}

// The stages at their means as one detection, one return and one restart.
Failures seen_from_afar(const World& world) {
  Failures failures = *world.failures;
  if (!failures.recovery) return failures;
  const Recovery& recovery = *failures.recovery;
  failures.detection = mean_detection(recovery);
  failures.restart = recovery.init.mean();
  failures.return_delay = {Law::Kind::constant, failures.detection + recovery.decision.mean() +
                                                    mean_node_wait(recovery, world.failures->return_delay.mean()) + mean_image(recovery)};
  return failures;
}

// A unit that stops for any of its nodes, all of whose recovery may be struck again (Daly 2006): of the wall clock the share
// 1 - exp(-R r) goes to recoveries of length R at r losses per second, the rest to work and writes.
Disruption one_unit(const World& world, double accelerators, double working_wall, RecoveryCost recovery, Disruption result) {
  const Failures failures = seen_from_afar(world);
  const double rate = accelerators / world.failures->lifetime.mean().value, work = working_wall + result.paused();
  const bool job = world.protocol.name == ProtocolName::data_parallel;
  const bool reads = world.checkpoints && (job || failures.recovery->state == Recovery::State::checkpoint);
  TimeShares stages{};
  of(stages, TimeClass::detect) = failures.detection.value;
  of(stages, TimeClass::offline) = (failures.return_delay.mean() - failures.detection).value;
  of(stages, TimeClass::restart) = failures.restart.value;
  of(stages, TimeClass::recovery_transfer) = reads ? checkpoint_write(world).value : job || !recovery.peer ? 0 : recovery.transfer.value;
  const double recovers = std::accumulate(stages.begin(), stages.end(), 0.0);
  const double struck = recovers > 0 ? std::expm1(recovers * rate) / recovers : 0;   // per second of work
  for (std::size_t c = 0; c < time_class_count; ++c) result.pauses[c] += stages[c] * struck * work;
  result.losses = rate * work * std::exp(recovers * rate);
  if (reads) result.kept = share_kept(world, rate * work / working_wall);
  return result;
}

// A slice is away for longer in step time when the steps are stretched by pauses, which depend on how many are away.
template <class Disrupt> Disruption settled(double wall_per_step_second, Disrupt disrupt) {
  Disruption disruption;
  for (int round = 0; round < 3; ++round) disruption = disrupt(wall_per_step_second + disruption.paused());
  return disruption;
}

Disruption one_learner(const World& world, std::size_t index, double working_wall, double wall_per_step_second, RecoveryCost recovery) {
  Disruption result;
  const bool stops = world.failures && stops_for_nodes(world);   // then intervals count from its recovery on
  add_checkpoint_pauses(world, stops ? working_wall : wall_per_step_second, result);
  if (!world.failures) return result;
  const Learner& learner = world.learners[index];
  if (stops) return one_unit(world, static_cast<double>(learner.accelerators), working_wall, recovery, result);
  const Failures failures = seen_from_afar(world);
  const Seconds step = learner.step_time.mean;
  const Seconds life = mean_of_first(failures.lifetime, static_cast<double>(learner.slice_size));
  const double slices = static_cast<double>(learner.slices());
  const double away = share_away(life, failures.return_delay.mean(), step, wall_per_step_second);
  const double others_away = std::pow(away, slices - 1), all_away = others_away * away;
  result.missing = (away - all_away) / (1 - all_away);

  const double lived = world.failures->recovery ? wall_per_step_second : 1;   // losses on the wall clock
  result.losses = slices * (1 - result.missing) / life.value * lived;
  result.loss_probability = step_failure_probability(result.losses, step);
  const double per_second = result.loss_probability / step.value;
  of(result.pauses, TimeClass::detect) = per_second * failures.detection.value;
  of(result.pauses, TimeClass::downscale) = per_second * failures.downscale.value * (1 - others_away);
  of(result.pauses, TimeClass::upscale) = per_second * failures.upscale.value;

  const double blackouts = per_second * others_away;
  of(result.pauses, TimeClass::offline) =
      blackouts * std::max(0.0, failures.return_delay.mean().value / slices - failures.detection.value);
  if (world.failures->recovery) of(result.pauses, TimeClass::restart) = blackouts * failures.restart.value;
  if (recovery.peer) of(result.pauses, TimeClass::recovery_transfer) = blackouts * recovery.transfer.value;
  else of(result.pauses, TimeClass::restart) = blackouts * failures.restart.value;
  return result;
}

Disruption one_job(const World& world, Seconds step, double working_wall, double wall_per_step_second, Seconds transfer) {
  Disruption result;
  add_checkpoint_pauses(world, world.protocol.name == ProtocolName::data_parallel ? working_wall : wall_per_step_second, result);
  if (!world.failures) return result;
  if (stops_for_nodes(world)) {
    double held = 0;
    for (const Learner& learner : world.learners) held += static_cast<double>(learner.accelerators);
    return one_unit(world, held, working_wall, {}, result);
  }
  const Failures failures = seen_from_afar(world);
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
  if (world.checkpoints) result.kept = share_kept(world, per_second / working_wall);
  return result;
}

} // namespace

double Disruption::paused() const { return std::accumulate(pauses.begin(), pauses.end(), 0.0); }

Disruption learner_disruption(const World& world, std::size_t learner, double wall_per_step_second, RecoveryCost recovery) {
  return settled(wall_per_step_second, [&](double wall) { return one_learner(world, learner, wall_per_step_second, wall, recovery); });
}

Disruption job_disruption(const World& world, Seconds step, double wall_per_step_second, Seconds transfer) {
  return settled(wall_per_step_second, [&](double wall) { return one_job(world, step, wall_per_step_second, wall, transfer); });
}

} // namespace archipelago
