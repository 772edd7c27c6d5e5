// Consistent checkpoints without a stall (protocol section 1.10): the syncer's snapshot is a marker that later messages carry;
// a learner takes its own before its next step and writes it in the background. Blocking ones pause the learner.
// A write that is still going on when the next is due is waited for: storage is then not ample.
#include "models/failures/checkpoint_interval.hpp"
#include "sim/replay/rounds.hpp"

#include <algorithm>

namespace archipelago {

void RoundReplay::set_checkpoint_interval() {
  if (!world_.checkpoints) return;
  const Checkpoints& checkpoints = *world_.checkpoints;
  if (checkpoints.bandwidth) checkpoint_write_ = (checkpoints.size / *checkpoints.bandwidth).value;
  if (checkpoints.interval) {
    checkpoint_interval_ = checkpoints.interval->value;
  } else if (world_.failures) {
    // What one failure rolls back: the whole job in lock-step, one learner otherwise.
    double accelerators = 0;
    for (const Learner& learner : world_.learners)
      accelerators = gradients_ ? accelerators + static_cast<double>(learner.accelerators)
                                : std::max(accelerators, static_cast<double>(learner.accelerators));
    const Seconds mtbf = world_.failures->lifetime.mean() / accelerators;
    // A write that blocks is traded against lost work; one in the background may follow the one before at once.
    checkpoint_interval_ = checkpoints.blocking && checkpoint_write_ > 0
                               ? daly_optimal_interval(Seconds(checkpoint_write_), mtbf).value
                               : checkpoint_write_;
  }
  // An interval below one step means: at every synchronization.
  checkpoint_interval_ = std::max(checkpoint_interval_, 1e-6);
  next_checkpoint_ = checkpoint_interval_;
}

void RoundReplay::mark_checkpoint() {
  ++marker_;
  next_checkpoint_ = now_.value + checkpoint_interval_;
  mark(MarkKind::checkpoint, 0);
  if (keeps_cuts_) begin_cut();
}

void RoundReplay::begin_cut() {
  std::vector<Progress> progress;
  std::vector<char> present;
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    const Phase phase = learners_[m].phase;
    progress.push_back(progress_of(m));
    present.push_back(!learners_[m].stale && fleets_[m].active() > 0 && phase != Phase::outside && phase != Phase::offline);
  }
  cuts_.keep_from(earliest_restore());
  cuts_.begin(now_, std::move(progress), present);
}

bool RoundReplay::checkpoint_first(std::size_t learner) {
  LearnerState& state = learners_[learner];
  if (state.checkpoint_marker >= marker_) return false;
  if (state.writing_until > now_.value) {
    pause(learner, {{TimeClass::checkpoint, Seconds(state.writing_until) - now_}});
    return true;
  }
  state.checkpoint_marker = marker_;
  state.writing = {state.steps, state.tokens, state.compute_since_start};
  if (keeps_cuts_) cuts_.take(learner, now_, progress_of(learner));
  if (checkpoint_write_ <= 0) {
    checkpoint_written(learner);
    return false;
  }
  state.writing_until = now_.value + checkpoint_write_;
  wake(Seconds(state.writing_until), EventKind::checkpoint_written, learner, ++state.write_stamp);
  if (!world_.checkpoints->blocking) return false;
  pause(learner, {{TimeClass::checkpoint, Seconds(checkpoint_write_)}});
  return true;
}

void RoundReplay::checkpoint_written(std::size_t learner) {
  learners_[learner].saved = learners_[learner].writing;
  if (keeps_cuts_) cuts_.wrote(learner);
}

} // namespace archipelago
