// Slices lost and regained, learners that come and go.
#include "sim/replay/replay.hpp"

#include <algorithm>
#include <utility>

namespace archipelago {

Fleet::Loss Replay::losses_met(std::size_t learner) {
  Fleet::Loss loss = draw_losses(learner);
  const auto also = [&loss](const Fleet::Loss& other) {
    loss.slices.insert(loss.slices.end(), other.slices.begin(), other.slices.end());
    loss.delays.insert(loss.delays.end(), other.delays.begin(), other.delays.end());
  };
  if (!learners_[learner].struck.slices.empty()) also(std::exchange(learners_[learner].struck, {}));
  const bool sudden = !loss.slices.empty();
  if (!disturbances_.announced.empty()) also(drain(learner));
  if (!loss.slices.empty()) disturbances_.loss_announced = !sudden;
  return loss;
}

Fleet::Loss Replay::draw_losses(std::size_t learner) {
  LearnerState& state = learners_[learner];
  Fleet& fleet = fleets_[learner];
  if (recovers()) return {};                  // its losses have dates (nodes.cpp)
  if (options_.replay) {
    const auto& failures = options_.replay->failures;
    auto& next = tape_next_[learner];
    while (next < failures.size() && (failures[next].learner != learner || failures[next].step < state.attempts)) ++next;
    if (next == failures.size() || failures[next].step != state.attempts) return {};
    Fleet::Loss loss;
    loss.slices = failures[next].slices;
    for (double delay : failures[next].return_delays_s) loss.delays.emplace_back(delay);
    fleet.inject(loss, now_);
    return loss;
  }
  const Seconds until(state.exposure + state.step_time), wall = now_ + Seconds(state.step_time);
  if (!fleet.fails_before(until, wall)) return {};
  Fleet::Loss loss = fleet.take_losses(until, now_, wall);
  if (options_.record && !loss.slices.empty()) {
    TapeFailure failure{static_cast<std::uint32_t>(learner), state.attempts, loss.slices, {}};
    for (Seconds delay : loss.delays) failure.return_delays_s.push_back(delay.value);
    options_.record->failures.push_back(std::move(failure));
  }
  return loss;
}

void Replay::note_losses(std::size_t learner, const Fleet::Loss& loss) {
  learners_[learner].lost_whole = learners_[learner].lost_whole || fleets_[learner].active() == 0;
  if (counting_) learners_[learner].failures += static_cast<std::int64_t>(loss.slices.size());
  mark(down(learner) ? MarkKind::learner_lost : MarkKind::slice_lost, learner, ordered_);
  const auto left = static_cast<double>(fleets_[learner].active());
  lose_buffer(learner, left / (left + static_cast<double>(loss.slices.size())));
  for (std::uint32_t slice : loss.slices)
    fingerprint_.add(Fingerprint::What::lost, learner ^ (static_cast<std::uint64_t>(slice) << 8), now_);
}

void Replay::on_losses(std::size_t learner, const Fleet::Loss& loss) {
  note_losses(learner, loss);
  std::vector<LearnerState::Pause> pauses;
  if (const Seconds detection = noticing(learner); detection.value > 0) pauses.push_back({TimeClass::detect, detection});
  // With no slice left there is nothing to reconfigure: the learner is gone once that is noticed.
  if (!down(learner)) pauses.push_back({TimeClass::downscale, reconfiguration_.downscale});
  if (pauses.empty()) return go_offline(learner);
  pause(learner, std::move(pauses));
}

void Replay::on_returns(std::size_t learner) { pause(learner, {{TimeClass::upscale, reconfiguration_.upscale}}); }

void Replay::on_back(std::size_t learner) {
  if (refused(learner)) arm_corruption(learner);   // what was wrong is gone with its state
  learners_[learner].stale = true;
  learners_[learner].connected = false;
  if (recovers()) pause(learner, {{TimeClass::restart, learners_[learner].incident.init}});
  else pause(learner, {{TimeClass::upscale, reconfiguration_.upscale}});
}

void Replay::settle_compute(std::size_t learner, Seconds to) {
  const LearnerState& state = learners_[learner];
  const Seconds started(std::min(state.step_started, to.value));
  settle_stall(learner, started);
  account_.settle_step(learner, state.share * state.speed, to);
}

void Replay::go_offline(std::size_t learner) {
  LearnerState& state = learners_[learner];
  state.phase = Phase::offline;
  state.scaled = state.drawn = state.reported_before = false;
  state.rest_of_step = 0;
  account_.set_up(learner, false, now_);
  ++state.stamp;
  if (const auto back = fleets_[learner].next_return()) wake(std::max(*back, now_), EventKind::slice_return, learner, state.stamp);
  on_lost(learner);
}

void Replay::return_slices(std::size_t learner) {
  const int back = take_returns(learner);
  if (back == 0 || down(learner)) {
    if (const auto next = fleets_[learner].next_return()) wake(*next, EventKind::slice_return, learner, learners_[learner].stamp);
    return;
  }
  settle_fetching(learner);
  mark(MarkKind::learner_back, learner);
  fingerprint_.add(Fingerprint::What::returned, learner, now_);
  on_back(learner);
}

void Replay::arrive(std::size_t learner) {
  LearnerState& state = learners_[learner];
  account_.skip(learner, now_);
  state.allocated_from = now_.value;
  state.free_since = now_.value;
  if (now_.value > 0) mark(MarkKind::learner_back, learner);
  take_returns(learner);
  if (down(learner)) {                        // lost before it came
    go_offline(learner);
  } else if (now_.value <= 0) {               // there from the start: it holds the initial parameters
    state.phase = Phase::waiting;
    proceed(learner);
  } else {
    on_back(learner);
  }
}

void Replay::leave(std::size_t learner) {
  LearnerState& state = learners_[learner];
  if (state.phase == Phase::outside) return;
  interrupt(learner, false);
  settle_open(learner, now_);
  stop_transfers(learner);
  state.allocated += now_.value - std::max(state.allocated_from, account_.counted_from().value);
  lose_buffer(learner, 0);
  state.phase = Phase::outside;
  state.pauses.clear();
  lose_step(learner);
  state.scaled = state.drawn = state.reported_before = false;
  ++state.stamp;
  account_.set_up(learner, false, now_);
  mark(MarkKind::learner_lost, learner);
  on_lost(learner);
}

void Replay::lose_step(std::size_t learner) {
  LearnerState& state = learners_[learner];
  const double rest = std::exchange(state.rest_of_step, 0.0);
  if (rest > 0) lose_compute(learner, state.step_time - rest);
}

void Replay::lose_compute(std::size_t learner, double done) {
  const LearnerState& state = learners_[learner];
  const double useful = state.share * state.speed;
  account_.move(learner, TimeClass::compute, TimeClass::lost_work, Seconds(done * useful));
  account_.move(learner, TimeClass::degraded, TimeClass::lost_work, Seconds(done * (account_.held(learner) - useful)));
}

void Replay::settle_open(std::size_t learner, Seconds to) {
  const LearnerState& state = learners_[learner];
  switch (state.phase) {
  case Phase::outside: account_.skip(learner, to); break;
  case Phase::computing: settle_compute(learner, to); break;
  case Phase::paused: account_.settle(learner, state.pauses.front().what, to); break;
  case Phase::offline: account_.settle(learner, TimeClass::offline, to); break;
  case Phase::awaiting_broadcast:
  case Phase::receiving: account_.settle(learner, TimeClass::recovery_transfer, to); break;
  case Phase::loading: account_.settle(learner, TimeClass::data_wait, to); break;
  case Phase::waiting:
  case Phase::exchanging: settle_wait(learner, to); break;
  }
}

} // namespace archipelago
