#include "models/preview/round_time.hpp"

#include "models/preview/disruption.hpp"
#include "models/protocol/closed_forms.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace archipelago {

namespace {

void add_steps(LearnerTime& time, const Disruption& disruption) {
  of(time, TimeClass::compute) = disruption.kept * (1 - disruption.missing);
  of(time, TimeClass::degraded) = disruption.missing;
  of(time, TimeClass::lost_work) = (1 - disruption.kept) * (1 - disruption.missing);
  time.steps_kept = disruption.kept;
  time.losses = disruption.losses;
  time.tokens_kept = disruption.kept * (1 - disruption.missing);
}

void add_pauses(LearnerTime& time, const Disruption& disruption, double scale = 1) {
  for (std::size_t c = 0; c < time_class_count; ++c) time.spent[c] += scale * disruption.pauses[c];
}

RecoveryCost peer_recovery(const World& world, const Topology& topology, std::size_t learner) {
  const Endpoint here{world.learners[learner].site};
  std::optional<std::size_t> best;
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    const auto rate_to = [&](std::size_t from) {
      const Path* path = topology.path(world.learners[from].site, here.site);
      return path ? path->rate() : BytesPerSecond(0);
    };
    if (m != learner && (!best || rate_to(m) > rate_to(*best))) best = m;
  }
  if (!best) return {Seconds(0), false};
  const Bytes state(3 * world.model.parameters * bytes_per_value(world.model.precision));
  return {flow_traffic(world, topology, Endpoint{world.learners[*best].site}, here).duration(state), true};
}

double steps_between_rounds(const ProtocolRules& rules) { return static_cast<double>(rules.sync_interval) / rules.fragments; }

// The pace at which everyone meets, and the synchronization at that pace.
Seconds meet(const World& world, const Traffic& traffic, double between, RunTimes& run) {
  const Seconds alone = barrier(world.learners, 1);
  const double window = barrier_window(world, synchronization(world, traffic, alone).sync, between);
  const Seconds pace = barrier(world.learners, window) / window;
  run.synchronization = synchronization(world, traffic, pace);
  return pace;
}

// A learner that waits is released when its round is back: the end of its wait is the round's time in flight, what
// comes before is collecting (the quorum, or the last member). Layer by layer a lock-step round sets out while its last member still has
// layers to come: in flight is then only what stalls that member.
void add_wait(const World& world, const RunTimes& run, Seconds step, Seconds wait, TimeClass collecting, LearnerTime& time) {
  const bool layers_to_come = world.protocol.readiness == Readiness::layer && collecting == TimeClass::straggler_wait;
  const Seconds in_flight = layers_to_come ? run.synchronization.stall_per_step : run.synchronization.sync / steps_between_rounds(world.protocol);
  const Seconds travelling = std::min(wait, in_flight);
  of(time, TimeClass::exposed_communication) = travelling / step;
  of(time, collecting) = (wait - travelling) / step;
}

void quorum_times(const World& world, const Topology& topology, const Traffic& traffic, RunTimes& run) {
  const ProtocolRules& rules = world.protocol;
  const std::size_t quorum = std::min(static_cast<std::size_t>(rules.quorum), world.learners.size());
  Seconds pace = quorum_pace(world.learners, quorum);
  if (quorum == world.learners.size()) pace = meet(world, traffic, 1, run);
  else run.synchronization = synchronization(world, traffic, pace);
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    const Seconds step = world.learners[m].step_time.mean;
    LearnerTime& time = run.learners[m];
    const Seconds wait = std::max(Seconds(0), pace + run.synchronization.stall_per_step - step);
    if (rules.back_pressure == BackPressure::overlap) add_wait(world, run, step, wait, TimeClass::quorum_wait, time);
    const Disruption disruption = learner_disruption(world, m, 1 + time.total(), peer_recovery(world, topology, m));
    add_steps(time, disruption);
    add_pauses(time, disruption);
  }
}

// Everyone waits for the slowest and for whoever pauses most between two synchronizations.
void lockstep_times(const World& world, const Topology& topology, const Traffic& traffic, RunTimes& run) {
  const int between = std::max(1, world.protocol.sync_interval / world.protocol.fragments);
  const Seconds pace = meet(world, traffic, between, run);
  const Seconds stalled = pace + run.synchronization.stall_per_step;
  std::vector<double> probabilities;
  std::vector<Seconds> paused;                // per step
  Seconds all_paused;
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    const Seconds step = world.learners[m].step_time.mean;
    const Disruption disruption = learner_disruption(world, m, stalled / step, peer_recovery(world, topology, m));
    add_wait(world, run, step, std::max(Seconds(0), stalled - step), TimeClass::straggler_wait, run.learners[m]);
    add_steps(run.learners[m], disruption);
    add_pauses(run.learners[m], disruption);
    probabilities.push_back(disruption.loss_probability);
    paused.push_back(step * disruption.paused());
    all_paused += paused.back();
  }
  const double losses_per_step = std::accumulate(probabilities.begin(), probabilities.end(), 0.0);
  const double worst = losses_per_step > 0 ? expected_most_pauses(between, probabilities) / between / losses_per_step : 0;
  for (std::size_t m = 0; m < world.learners.size(); ++m)
    of(run.learners[m], TimeClass::straggler_wait) +=
        std::max(Seconds(0), all_paused * worst - paused[m]) / world.learners[m].step_time.mean;
}

void job_times(const World& world, const Topology& topology, const Traffic& traffic, RunTimes& run) {
  const Seconds pace = meet(world, traffic, 1, run);
  const Seconds stalled = pace + run.synchronization.stall_per_step;
  Seconds transfer;
  for (std::size_t m = 0; m < world.learners.size(); ++m)
    transfer = std::max(transfer, peer_recovery(world, topology, m).transfer);
  const Disruption disruption = job_disruption(world, pace, stalled / pace, transfer);
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    const Seconds step = world.learners[m].step_time.mean;
    add_wait(world, run, step, std::max(Seconds(0), stalled - step), TimeClass::straggler_wait, run.learners[m]);
    add_steps(run.learners[m], disruption);
    add_pauses(run.learners[m], disruption, pace / step);
    // A learner of one slice that has lost it is offline rather than degraded.
    if (world.learners[m].slices() == 1)
      of(run.learners[m], TimeClass::offline) += std::exchange(of(run.learners[m], TimeClass::degraded), 0.0);
    run.learners[m].losses /= static_cast<double>(world.learners.size());
  }
}

// Learners that end their steps together, or that a grace window gathers, share a round; others bring K reports to each,
// as fast as the syncer can send rounds off.
double syncer_steps_per_second(const World& world, const RunTimes& run, double reports_per_second, double fastest) {
  const ProtocolRules& rules = world.protocol;
  const StepTime& first = world.learners.front().step_time;
  const bool together = std::all_of(world.learners.begin(), world.learners.end(), [&](const Learner& learner) {
    return learner.step_time.law == StepLaw::constant && learner.step_time.mean == first.mean;
  });
  if (rules.name != ProtocolName::decoupled_diloco || rules.grace || together) return fastest;
  const double at_once = std::max(1, rules.overlap);
  const double per_round = std::max({run.synchronization.sync.value / at_once, run.synchronization.pipe.value, 1e-9});
  return std::max(fastest, std::min(reports_per_second / rules.quorum, steps_between_rounds(rules) / per_round));
}

void add_flow_of_rounds(const World& world, const Traffic& traffic, RunTimes& run) {
  const ProtocolRules& rules = world.protocol;
  double reports = 0, fastest = 0;            // steps per second
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    const double steps = 1 / (world.learners[m].step_time.mean.value * run.learners[m].total());
    reports += steps;
    fastest = std::max(fastest, steps);
  }
  const double syncer_steps = syncer_steps_per_second(world, run, reports, fastest);
  run.contributors = reports / syncer_steps;
  run.rounds_per_second = syncer_steps / steps_between_rounds(rules);
  for (double share : traffic.link_share)
    run.link_bytes_per_second.push_back(share * run.synchronization.wire_bytes_per_step * syncer_steps);
}

} // namespace

void add_round_times(const World& world, const Topology& topology, RunTimes& run) {
  const Traffic traffic = round_traffic(world, topology);
  switch (world.protocol.name) {
  case ProtocolName::decoupled_diloco: quorum_times(world, topology, traffic, run); break;
  case ProtocolName::streaming_diloco:
  case ProtocolName::diloco: lockstep_times(world, topology, traffic, run); break;
  default: job_times(world, topology, traffic, run); break;
  }
  add_flow_of_rounds(world, traffic, run);
}

} // namespace archipelago
