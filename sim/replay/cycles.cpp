// What of a run repeats itself, for a driver that jumps over repeated cycles (cycle_state.hpp): the part that all protocols share.
//
// A white list: what is not known to repeat once its state does keeps a run from being jumped. Whoever gives a run more memory visits it
// here, or says in may_repeat that such a run does not repeat.
#include "sim/replay/replay.hpp"

#include <algorithm>

namespace archipelago {

namespace {
void visit_learner(CycleState& state, LearnerState& learner, const Horizon& horizon, double first_life) {
  using Phase = LearnerState::Phase;
  const bool steady = learner.phase == Phase::computing || learner.phase == Phase::waiting || learner.phase == Phase::exchanging ||
                      learner.phase == Phase::offline || learner.phase == Phase::outside;
  state.require(steady && learner.pauses.empty() && learner.struck.slices.empty() && learner.rest_of_step == 0);
  state.same(static_cast<int>(learner.phase));
  state.count(learner.stamp);
  const bool measured = horizon.unit == Horizon::Unit::steps;
  state.count_below(learner.steps, measured ? horizon.amount + static_cast<double>(learner.counted_steps) : std::numeric_limits<double>::infinity(), 2);
  state.count(learner.attempts);
  state.count(learner.tokens);
  state.count_below(learner.exposure, first_life, 2 * learner.step_time);
  for (double* date : {&learner.free_since, &learner.step_started, &learner.step_end, &learner.allocated_from, &learner.writing_until}) state.date(*date);
  for (const double value : {learner.step_time, learner.share, learner.allocated, learner.counted_tokens, learner.saved.compute, learner.writing.compute}) state.same(value);
  for (const bool flag : {learner.scaled, learner.drawn, learner.stale, learner.connected, learner.reported, learner.reported_before, learner.receiving_flow})
    state.same(flag);
  for (const std::int64_t number : {learner.failures, learner.counted_steps, learner.checkpoint_marker}) state.same(number);
  if (learner.receiving_flow) state.named(CycleState::Which::flow, learner.flow), state.same(learner.peer);
  state.same(learner.write_stamp);
  state.count(learner.compute_since_start);
}
} // namespace

bool Replay::may_repeat() const {
  const auto constant = [](const Learner& learner) { return learner.step_time.law == StepLaw::constant || learner.step_time.cv <= 0; };
  const bool tiers = world_.checkpoints && (world_.checkpoints->memory || world_.checkpoints->storage_bandwidth || world_.checkpoints->snapshot.value > 0);
  const bool held = std::any_of(world_.learners.begin(), world_.learners.end(), [](const Learner& learner) { return learner.holding != nullptr; });
  return !options_.record && !options_.replay && !data_ && !keeps_cuts_ && !recovers() && !tiers && !held && world_.outages.empty() && !world_.slow && !world_.corruption && !flow_book_.latencies().differ() &&
         world_.background_flows.empty() && world_.neighbours.empty() && (counting_ || world_.simulation.warm_up.unit == Horizon::Unit::time) &&
         std::all_of(world_.learners.begin(), world_.learners.end(), constant);
}

std::size_t Replay::pacemaker() const {
  std::size_t m = 0;
  while (m + 1 < learners_.size() && (learners_[m].phase == Phase::offline || learners_[m].phase == Phase::outside)) ++m;
  return m;
}

std::int64_t Replay::beats() const { return learners_[pacemaker()].steps; }
Seconds Replay::beat() const { return world_.learners[pacemaker()].step_time.mean; }

void Replay::visit(CycleState& state) {
  state.date(now_);
  state.same(counting_);
  for (std::size_t m = 0; m < learners_.size() && !state.differs(); ++m) {
    visit_learner(state, learners_[m], world_.simulation.horizon, fleets_[m].first_life());
    state.same(fleets_[m].active());
    state.not_beyond(fleets_[m].first_outage() - 2 * learners_[m].step_time);
    if (const auto back = fleets_[m].next_return()) state.not_beyond(back->value);
  }
  double bound = std::numeric_limits<double>::infinity();
  if (world_.simulation.horizon.unit == Horizon::Unit::tokens) {
    bound = world_.simulation.horizon.amount;
    for (const LearnerState& learner : learners_) bound += learner.counted_tokens;
  }
  state.count_below(total_tokens_, bound, 2 * world_.training.tokens_per_step * static_cast<double>(learners_.size()));
  account_.visit(state);
  meter_.visit(state);
  flow_book_.visit(state);
  for (std::uint64_t* number : {&events_, &computes_}) state.count(*number);
}

} // namespace archipelago
