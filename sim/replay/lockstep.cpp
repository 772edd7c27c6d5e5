// Jobs whose learners exchange gradients at every step: what one learner's loss does to all.
//   data-parallel          the job stops, waits until every lost slice is back, restarts, and rolls back to its checkpoint
//   elastic data-parallel  all reconfigure together; a learner that comes back joins between two steps, all waiting
//                          while it receives 3 model copies
#include "sim/replay/rounds.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace archipelago {

void RoundReplay::on_losses(std::size_t learner, const Fleet::Loss& loss) {
  if (!gradients_) return Replay::on_losses(learner, loss);
  const Seconds back = draw_for_job(learner, loss);
  if (!elastic_) return recovers() ? stop_for_nodes(learner) : stop_job(now_ + detection(), back);
  std::vector<LearnerState::Pause> pauses;
  if (const Seconds detection = noticing(learner); detection.value > 0) pauses.push_back({TimeClass::detect, detection});
  pauses.push_back({TimeClass::downscale, reconfiguration_.downscale});
  pause_job(pauses);
}

void RoundReplay::on_returns(std::size_t learner) {
  if (!elastic_) return Replay::on_returns(learner);
  for (std::size_t m = 0; m < learners_.size(); ++m)   // all that is back by now comes in with one pause
    if (m != learner && learners_[m].phase == Phase::waiting) {
      take_returns(m);
      learners_[m].scaled = true;
    }
  pause_job({{TimeClass::upscale, reconfiguration_.upscale}});
}

// Losses are counted per step of the job: what hits other learners in the same step is met by the same pause.
Seconds RoundReplay::draw_for_job(std::size_t learner, const Fleet::Loss& loss) {
  note_losses(learner, loss);
  const bool announced = disturbances_.loss_announced;
  Seconds longest(0);
  const auto stretch = [&](const Fleet::Loss& all) {
    for (Seconds delay : all.delays) longest = std::max(longest, delay);
  };
  stretch(loss);
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    LearnerState& state = learners_[m];
    if (m == learner || state.drawn || state.phase != Phase::waiting) continue;
    state.drawn = state.scaled = true;
    ++state.attempts;
    state.step_time = step_duration(m);
    const Fleet::Loss other = losses_met(m);
    if (other.slices.empty()) continue;
    note_losses(m, other);
    stretch(other);
  }
  disturbances_.loss_announced = announced && disturbances_.loss_announced;
  return now_ + longest;
}

void RoundReplay::pause_job(const std::vector<LearnerState::Pause>& pauses) {
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    const bool free = learners_[m].phase == Phase::waiting || learners_[m].phase == Phase::loading;
    if (free) settle_open(m, now_);
    if (learners_[m].phase == Phase::loading) leave_loading(m);
    if (free || interrupt(m, true)) pause(m, pauses);
  }
}

void RoundReplay::halt(std::size_t learner) {
  LearnerState& state = learners_[learner];
  const bool was_computing = state.phase == Phase::computing;
  interrupt(learner, false);
  settle_open(learner, now_);
  lose_buffer(learner, 0);
  forget_reports(learner);
  if (world_.checkpoints) roll_back(learner, tier_left(learner));
  // A step that was under way had met its losses already; it is done again as it was.
  state.drawn = state.drawn || was_computing;
  state.scaled = true;
  state.stale = true;
  state.connected = false;
}

void RoundReplay::stop_job(Seconds noticed, Seconds back) {
  cancel_rounds();
  // A job that knows beforehand writes a checkpoint before it stops.
  const bool announced = disturbances_.loss_announced && world_.checkpoints;
  const Seconds writing(announced ? checkpoint_write_ : 0), detected = noticed - now_;
  noticed = noticed + writing;
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    if (learners_[m].phase == Phase::outside) continue;
    if (announced) {
      const Progress done = progress_of(m);
      learners_[m].saved = {done.steps, done.tokens, done.compute};
    }
    halt(m);
    std::vector<LearnerState::Pause> pauses;
    if (writing.value > 0) pauses.push_back({TimeClass::checkpoint, writing});
    if (detected.value > 0) pauses.push_back({TimeClass::detect, detected});
    if (back > noticed) pauses.push_back({TimeClass::offline, back - noticed});
    pauses.push_back({TimeClass::restart, reconfiguration_.restart});
    pause(m, std::move(pauses));
  }
}

void RoundReplay::stop_for_nodes(std::size_t learner) {
  cancel_rounds();
  const Incident incident = learners_[learner].incident;
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    if (learners_[m].phase == Phase::outside) continue;
    halt(m);
    learners_[m].node_at = now_;
    std::vector<LearnerState::Pause> pauses;
    if (incident.detection.value > 0) pauses.push_back({TimeClass::detect, incident.detection});
    pauses.push_back({TimeClass::offline, Seconds(std::numeric_limits<double>::infinity())});
    pauses.push_back({TimeClass::restart, incident.init});
    pause(m, std::move(pauses));
  }
}

bool RoundReplay::job_works() const {
  return std::any_of(learners_.begin(), learners_.end(), [](const LearnerState& state) { return state.phase == Phase::computing; });
}

bool RoundReplay::job_has_nodes() const {
  for (std::size_t m = 0; m < learners_.size(); ++m)
    if (learners_[m].phase != Phase::outside && fleets_[m].active() < fleets_[m].slices()) return false;
  return true;
}

void RoundReplay::on_node_of_job() {
  if (!job_has_nodes()) return;
  Seconds last(0);
  for (const LearnerState& state : learners_) last = std::max(last, state.node_at);
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    LearnerState& state = learners_[m];
    if (state.phase != Phase::paused || state.pauses.front().what != TimeClass::offline || !std::isinf(state.pauses.front().lasts.value)) continue;
    state.node_at = last;
    settle_fetching(m);
    end_pause(m);
  }
}

void RoundReplay::on_open_pause(std::size_t learner) {
  if (learners_[learner].pauses.front().what != TimeClass::offline) return;
  for (std::size_t m = 0; m < learners_.size(); ++m)   // those that chaos has given a date
    if (const auto back = fleets_[m].next_return()) wake(std::max(*back, now_), EventKind::node_there, m);
  on_node_of_job();
}

bool RoundReplay::start_joining() {
  if (!elastic_ || joiners_.empty() || joining_) return false;
  joining_ = true;
  transfers_left_ = joiners_.size();
  for (std::size_t m = 0; m < learners_.size(); ++m) account_.set_up(m, false, now_);
  const std::vector<std::size_t> joiners = std::exchange(joiners_, {});
  for (std::size_t m : joiners) start_transfer(m, syncer_.step() - 1);
  return joining_;
}

void RoundReplay::end_joining() {
  joining_ = false;
  std::vector<std::uint32_t> waiting;
  for (std::uint32_t m = 0; m < learners_.size(); ++m)
    if (learners_[m].phase == Phase::waiting) {
      account_.settle(m, TimeClass::recovery_transfer, now_);
      learners_[m].free_since = now_.value;
      waiting.push_back(m);
    }
  release(waiting);
}

} // namespace archipelago
