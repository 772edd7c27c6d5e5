// A piece of the outer state is lost: the run stops and goes back to its last complete checkpoint (protocol sections 1.8, 1.10).
//
// Every learner loses what it did since then, waits until the syncer is noticed to be gone and is back, restarts, and goes on from its own part of the
// checkpoint. One without a part in it recovers from a peer. Rounds under way are lost; those merged before stay counted.
#include "sim/replay/rounds.hpp"
#include "sim/replay/server.hpp"

#include <algorithm>

namespace archipelago {

Progress Replay::progress_of(std::size_t learner) const {
  const LearnerState& state = learners_[learner];
  return {state.steps, state.tokens, state.compute_since_start};
}

void Replay::lose_syncer(Seconds back) {
  disturbances_.loss_announced = false;
  restore_before(now_, back);
}

void Replay::roll_back_to(std::size_t learner, const Progress& to) {
  LearnerState& state = learners_[learner];
  const double lost = std::max(0.0, state.compute_since_start - to.compute);
  account_.move(learner, TimeClass::compute, TimeClass::lost_work, Seconds(lost));
  if (counting_) disturbances_.rolled_back += lost;
  total_tokens_ -= state.tokens - to.tokens;
  state.steps = to.steps;
  state.tokens = to.tokens;
  state.compute_since_start = to.compute;
  // Work from before the counting that is done again is work of the counted time.
  state.counted_steps = std::min(state.counted_steps, to.steps);
  state.counted_tokens = std::min(state.counted_tokens, to.tokens);
  if (state.saved.steps > to.steps) state.saved = to;
  state.writing_until = 0;
  ++state.write_stamp;
  mark(MarkKind::rollback, learner, ordered_);
}

bool Replay::stop_and_restart(std::size_t learner, const Progress& to, Seconds back) {
  LearnerState& state = learners_[learner];
  interrupt(learner, false);
  settle_open(learner, now_);
  lose_buffer(learner, 0);                    // its loaders restart with it
  lose_step(learner);
  roll_back_to(learner, to);
  const Seconds noticed = now_ + detection();
  restored_at_ = std::max({restored_at_, back.value + reconfiguration_.restart.value, noticed.value + reconfiguration_.restart.value});
  state.connected = state.reported = state.reported_before = false;
  const bool there = state.phase != Phase::outside && !down(learner);
  if (!there) return false;
  state.drawn = state.scaled = false;
  std::vector<LearnerState::Pause> pauses;
  if (noticed > now_) pauses.push_back({TimeClass::detect, noticed - now_});
  if (back > noticed) pauses.push_back({TimeClass::offline, back - noticed});
  pauses.push_back({TimeClass::restart, reconfiguration_.restart});
  pause(learner, std::move(pauses));
  return true;
}

bool Replay::held_by_restore(std::size_t learner) {
  if (now_.value >= restored_at_) return false;
  pause(learner, {{TimeClass::offline, Seconds(restored_at_) - now_}});
  return true;
}

void RoundReplay::restore(const Cut* cut, Seconds back) {
  cancel_rounds();
  joining_ = false;
  transfers_left_ = 0;
  joiners_.clear();
  for (std::size_t m = 0; m < learners_.size(); ++m)
    if (learners_[m].phase == Phase::receiving) {
      stop_receiving(m);
      learners_[m].phase = Phase::awaiting_broadcast;
    }
  back = std::max(back, Seconds(restored_at_) - reconfiguration_.restart);   // another piece may be away for longer
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    LearnerState& state = learners_[m];
    syncer_.recovery_ends(m);
    forget_reports(m);
    counters_[m].refresh_all();
    positions_[m] = syncer_.step() > 1 ? position_of_round(syncer_.step() - 2) : 0;
    state.checkpoint_marker = marker_;
    drop_write(m);
    const bool there = stop_and_restart(m, cut ? cut->progress[m] : Progress{}, back);
    if (state.in_memory.steps > state.steps) state.in_memory = progress_of(m);
    // A job that cannot shrink looks for all its slices before it starts.
    state.stale = !there || (gradients_ && !elastic_) || (cut && cut->shares[m] != Cut::Share::written);
    if (!lockstep_ || elastic_) set_member(m, there && !state.stale);
  }
  next_checkpoint_ = restored_at_ + checkpoint_interval_;
  cuts_.restored(cut);
  decide_soon();
}

void ServerReplay::restore(const Cut* cut, Seconds back) {
  for (Region& region : regions_) {
    if (region.busy) stop_flow(region.flow);
    region.busy = false;
    region.arrivals = 0;
  }
  ++window_;
  back = std::max(back, Seconds(restored_at_) - reconfiguration_.restart);
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    merged_[m] = cut ? cut->progress[m] : Progress{};
    stop_and_restart(m, merged_[m], back);
    stop_transfers(m);
    learners_[m].stale = true;                // all pull the server's model
  }
  ++write_stamp_;
  next_checkpoint_ = restored_at_ + checkpoint_interval_;
  cuts_.restored(cut);
}

// The server writes what it holds, beside its work.
void ServerReplay::checkpoint_server() {
  if (now_.value < next_checkpoint_) return;
  next_checkpoint_ = now_.value + checkpoint_interval_;
  mark(MarkKind::checkpoint, 0);
  cuts_.keep_from(earliest_restore());
  std::vector<char> server(learners_.size());
  server[0] = true;                           // one write, of the server
  cuts_.begin(now_, merged_, server);
  cuts_.take(0, now_, merged_[0]);
  wake(now_ + Seconds(checkpoint_write_), EventKind::checkpoint_written, 0, write_stamp_);
}

} // namespace archipelago
