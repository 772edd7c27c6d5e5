// Consistent checkpoints without a stall (protocol section 1.10): the syncer's snapshot is a marker that later messages carry;
// a learner takes its own before its next step and writes it in the background. Blocking ones pause the learner.
// A write that is still going on when the next is due is waited for: storage is then not ample.
#include "models/storage/checkpoint_schedule.hpp"
#include "sim/replay/rounds.hpp"

#include <algorithm>
#include <utility>

namespace archipelago {

void RoundReplay::set_checkpoint_interval() {
  if (!world_.checkpoints) return;
  checkpoint_write_ = checkpoint_write(world_).value;
  // An interval below one step means: at every synchronization.
  checkpoint_interval_ = std::max(checkpoint_interval(world_).value, 1e-6);
  count_intervals_anew();
}

void RoundReplay::count_intervals_anew() {
  if (!world_.checkpoints) return;
  next_checkpoint_ = now_.value + checkpoint_interval_;
  if (world_.checkpoints->memory) next_copy_ = now_.value + world_.checkpoints->memory->interval.value;
}

// Intervals are work between two writes: what a write pauses is added.
void RoundReplay::mark_checkpoints_due() {
  if (!world_.checkpoints) return;
  constexpr double same_instant = 1e-6;       // s: sums of steps against sums of intervals
  if (checkpoint_interval_ > 0 && now_.value >= next_checkpoint_ - same_instant) {
    ++marker_;
    next_checkpoint_ = now_.value + checkpoint_interval_ + (world_.checkpoints->blocking ? checkpoint_write_ : 0);
    mark(MarkKind::checkpoint, 0);
    if (keeps_cuts_) begin_cut();
  }
  if (const auto& memory = world_.checkpoints->memory; memory && now_.value >= next_copy_ - same_instant) {
    ++memory_marker_;
    next_copy_ = now_.value + memory->interval.value + (memory->bandwidth ? (world_.checkpoints->size / *memory->bandwidth).value : 0);
    mark(MarkKind::checkpoint, 0, "in memory");
  }
}

void RoundReplay::begin_cut() {
  std::vector<Progress> progress;
  std::vector<char> present;
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    const Phase phase = learners_[m].phase;
    progress.push_back(progress_of(m));
    present.push_back(!learners_[m].stale && !down(m) && phase != Phase::outside && phase != Phase::offline);
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
  const Seconds snapshot = world_.checkpoints->snapshot;
  if (checkpoint_write_ <= 0 && !shares_storage()) {
    checkpoint_written(learner);
  } else {
    const Seconds write = begin_storage(learner);
    state.writing_until = now_.value + write.value;
    wake(Seconds(state.writing_until), EventKind::checkpoint_written, learner, ++state.write_stamp);
    if (world_.checkpoints->blocking) return pause(learner, {{TimeClass::checkpoint, write}}), true;
  }
  if (snapshot.value <= 0) return false;
  pause(learner, {{TimeClass::checkpoint, snapshot}});
  return true;
}

bool RoundReplay::copy_first(std::size_t learner) {
  LearnerState& state = learners_[learner];
  if (state.memory_marker >= memory_marker_) return false;
  const auto& bandwidth = world_.checkpoints->memory->bandwidth;
  if (bandwidth && !std::exchange(state.copying, true)) {
    pause(learner, {{TimeClass::checkpoint, world_.checkpoints->size / *bandwidth}});
    return true;
  }
  state.copying = false;
  state.memory_marker = memory_marker_;
  state.in_memory = {state.steps, state.tokens, state.compute_since_start};
  return false;
}

RoundReplay::Tier RoundReplay::tier_left(std::size_t learner) const {
  const LearnerState& state = learners_[learner];
  bool whole = state.lost_whole;              // a job goes back together
  for (std::size_t m = 0; m < learners_.size() && stops_as_one(); ++m) whole = whole || learners_[m].lost_whole;
  return world_.checkpoints->memory && !whole && state.in_memory.steps >= state.saved.steps ? Tier::memory : Tier::storage;
}

void RoundReplay::roll_back(std::size_t learner, Tier tier) {
  LearnerState& state = learners_[learner];
  const LearnerState::Saved saved = tier == Tier::memory ? state.in_memory : state.saved;
  account_.move(learner, TimeClass::compute, TimeClass::lost_work, Seconds(state.compute_since_start - saved.compute));
  total_tokens_ -= state.tokens - saved.tokens;
  state.compute_since_start = saved.compute;
  state.steps = saved.steps;
  state.tokens = saved.tokens;
  state.in_memory = saved;                    // what is loaded is in memory
  drop_write(learner);
  mark(MarkKind::rollback, learner, tier == Tier::memory ? "to a copy in memory" : "");
}

void RoundReplay::restore(std::size_t learner, Tier tier) {
  roll_back(learner, tier);
  const auto& memory = world_.checkpoints->memory;
  Seconds reading(0);
  if (tier == Tier::storage) reading = begin_storage(learner);
  else if (memory->bandwidth) reading = world_.checkpoints->size / *memory->bandwidth;
  learners_[learner].restored = true;
  pause(learner, {{TimeClass::recovery_transfer, reading}});
}

bool RoundReplay::has_restored(std::size_t learner) {
  if (!world_.checkpoints || std::exchange(learners_[learner].restored, false)) return true;
  restore(learner, tier_left(learner));
  return false;
}

void RoundReplay::checkpoint_written(std::size_t learner) {
  learners_[learner].saved = learners_[learner].writing;
  if (keeps_cuts_) cuts_.wrote(learner);
}

} // namespace archipelago
