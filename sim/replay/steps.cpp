// A learner's way through its steps: free -> (slices back, slices lost) -> compute -> report -> free.
#include "sim/replay/replay.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace archipelago {

double Replay::step_duration(std::size_t learner) const {
  const StepTime& step = world_.learners[learner].step_time;
  if (step.law == StepLaw::constant || step.cv <= 0) return step.mean.value;
  const double z = jitter_[learner].normal(static_cast<std::uint64_t>(learners_[learner].attempts));
  if (step.law == StepLaw::lognormal) {
    const double variance = std::log1p(step.cv * step.cv);
    return step.mean.value * std::exp(std::sqrt(variance) * z - 0.5 * variance);
  }
  return step.mean.value * std::max(0.05, 1.0 + step.cv * z);   // a step cannot take no time
}

void Replay::proceed(std::size_t learner) {
  if (finished_) return;
  if (learners_[learner].phase != Phase::exchanging) learners_[learner].phase = Phase::waiting;
  if (may_step(learner)) begin_step(learner);
}

void Replay::begin_step(std::size_t learner) {
  LearnerState& state = learners_[learner];
  if (!counting_ && world_.simulation.warm_up.unit != Horizon::Unit::time && horizon_reached(world_.simulation.warm_up)) end_warm_up();
  if (counting_ && horizon_reached(world_.simulation.horizon)) return finish();

  if (!state.drawn && pause_before_step(learner)) return;
  if (!state.scaled) {
    state.scaled = true;
    if (const int back = take_returns(learner); back > 0) {
      mark(MarkKind::slice_back, learner);
      fingerprint_.add(Fingerprint::What::returned, learner, now_);
      return on_returns(learner);
    }
  }
  if (!state.drawn) {
    state.drawn = true;
    ++state.attempts;
    state.step_time = step_duration(learner);
    const Fleet::Loss loss = losses_met(learner);
    if (!loss.slices.empty()) return on_losses(learner, loss);
  }
  if (data_ && !fetch(learner)) return;
  start_compute(learner);
}

void Replay::start_compute(std::size_t learner) {
  LearnerState& state = learners_[learner];
  const Fleet& fleet = fleets_[learner];
  state.scaled = state.drawn = false;
  state.reported = std::exchange(state.reported_before, false);
  state.phase = Phase::computing;
  if (!disturbances_.slow.empty()) {
    state.step_time = stretched(learner);
    state.speed = step_duration(learner) / state.step_time;
  }
  state.share = static_cast<double>(fleet.active()) / static_cast<double>(fleet.slices());
  state.step_started = now_.value;
  state.step_end = now_.value + state.step_time;
  account_.set_up(learner, true, now_);
  on_step_begin(learner);
  ++computes_;
  wake(Seconds(state.step_end), EventKind::step_end, learner, ++state.stamp);
}

void Replay::end_step(std::size_t learner) {
  LearnerState& state = learners_[learner];
  settle_compute(learner, now_);
  if (done_again(learner)) return proceed(learner);
  const double tokens = world_.training.tokens_per_step * state.share;
  ++state.steps;
  state.exposure += state.step_time;
  state.tokens += tokens;
  state.compute_since_start += state.step_time * state.share * state.speed;
  if (state.speed < 1 && counting_) disturbances_.stretched += state.step_time * (1 - state.speed);
  total_tokens_ += tokens;
  state.rest_of_step = 0;
  state.free_since = now_.value;
  if (counting_ && (world_.learners[learner].step_time.law != StepLaw::constant || !disturbances_.slow.empty())) step_times_[learner].add(state.step_time);
  fingerprint_.add(Fingerprint::What::step, learner, now_);
  if (options_.observer && static_cast<double>(state.steps) > progress_next_) {
    // Progress by the share of the horizon that the slowest measure allows; about 200 calls a run.
    const Horizon& horizon = world_.simulation.horizon;
    const double done = horizon.unit == Horizon::Unit::time    ? now_.value / (horizon.amount + 1e-300)
                        : horizon.unit == Horizon::Unit::steps ? static_cast<double>(state.steps) / horizon.amount
                                                               : total_tokens_ / horizon.amount;
    options_.observer->progress(std::min(1.0, done), now_);
    progress_next_ = static_cast<double>(state.steps) * (1.0 + (done < 1 ? 0.005 / std::max(done, 1e-3) : 1.0));
  }
  on_step_done(learner);
  if (horizon_reached(world_.simulation.horizon) && world_.simulation.horizon.unit == Horizon::Unit::tokens) return finish();
  proceed(learner);
}

void Replay::pause(std::size_t learner, std::vector<LearnerState::Pause> pauses) {
  LearnerState& state = learners_[learner];
  state.pauses = std::move(pauses);
  state.phase = Phase::paused;
  account_.set_up(learner, false, now_);
  fingerprint_.add(Fingerprint::What::pause, learner, now_);
  begin_pause(learner);
}

void Replay::begin_pause(std::size_t learner) {
  LearnerState& state = learners_[learner];
  wake(now_ + state.pauses.front().lasts, EventKind::pause_end, learner, ++state.stamp);
  if (std::isinf(state.pauses.front().lasts.value)) on_open_pause(learner);
}

void Replay::end_pause(std::size_t learner) {
  LearnerState& state = learners_[learner];
  account_.settle(learner, state.pauses.front().what, now_);
  state.pauses.erase(state.pauses.begin());
  if (!state.pauses.empty()) return begin_pause(learner);
  state.free_since = now_.value;
  if (state.stale) return recover(learner);
  if (down(learner)) return go_offline(learner);
  if (state.rest_of_step > 0) {
    state.phase = Phase::computing;
    state.step_end = now_.value + state.rest_of_step;
    account_.set_up(learner, true, now_);
    wake(Seconds(state.step_end), EventKind::step_end, learner, ++state.stamp);
    return;
  }
  proceed(learner);
}

bool Replay::interrupt(std::size_t learner, bool keep_work) {
  LearnerState& state = learners_[learner];
  // A step that ends in this very instant is let end.
  if (state.phase != Phase::computing || (keep_work && state.step_end <= now_.value)) return false;
  ++state.stamp;
  if (keep_work) {
    settle_compute(learner, now_);
    state.rest_of_step = state.step_end - now_.value;
  } else {
    // What was settled of the step while it was under way.
    const double done = state.rest_of_step > 0 ? 0 : account_.settled(learner).value - std::max(state.step_started, account_.counted_from().value);
    if (done > 0) lose_compute(learner, done);
    lose_step(learner);
    account_.settle(learner, TimeClass::lost_work, now_);
  }
  return true;
}

} // namespace archipelago
