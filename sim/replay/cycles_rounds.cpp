// What of a run in rounds repeats itself (cycles.cpp).
//
// Where all fragments are of one size and evenly spaced, a step of the schedule is like any other: fragments are counted from the one that
// is due next, so that the cycle is one fragment's and not the whole model's.
#include "sim/replay/rounds.hpp"

namespace archipelago {

bool RoundReplay::may_repeat() const { return Replay::may_repeat() && !by_layer() && joiners_.empty() && !joining_; }

void RoundReplay::visit(CycleState& state) {
  Replay::visit(state);
  if (state.differs()) return;
  const int fragments = rules_.fragments;
  const auto first_due = [this] { return alike_ ? syncer_.next_fragment() : 0; };
  syncer_.visit(state, first_due, fragments);
  const int first = first_due();
  state.same(syncer_.step() % (lockstep_ ? (alike_ ? 1 : fragments) : cycle_steps()));
  for (std::size_t m = 0; m < learners_.size() && !state.differs(); ++m) {
    state.count(positions_[m]);
    if (lockstep_) state.same(positions_[m] % cycle_steps());
    queues_[m].visit(state, learners_[m].steps, syncer_.step());
    counters_[m].visit(state, first, fragments);
    state.require(spans_[m].empty() && arrivals_[m].empty());
  }
  if (grace_) grace_->visit(state);
  state.same(rounds_.size());
  for (const auto& slot : rounds_) {
    Round& round = *slot;
    state.same(round.active);
    if (!round.active || state.differs()) continue;
    state.follows(round.step, syncer_.step());
    state.turned(round.fragment, first, fragments);
    state.same(round.contributors.size());
    for (std::size_t i = 0; i < round.contributors.size(); ++i) {
      state.same(round.contributors[i]);
      state.follows(round.reported_steps[i], learners_[round.contributors[i]].steps);
    }
    state.date(round.launched);
    state.same(static_cast<const void*>(round.plan));
    state.same(round.stage);
    state.same(round.leading);
    state.same(round.flows.size());
    for (const FlowId flow : round.flows) state.named(CycleState::Which::flow, flow);
    state.date(round.flows_started);
  }
  state.same(members_.size());
  state.same(static_cast<const void*>(ring_));
  for (double* date : {&decide_at_, &grace_wake_at_, &next_checkpoint_}) state.date(*date);
  state.follows(timeout_step_, syncer_.step());
  state.follows(last_broadcast_, syncer_.step());
  state.same(marker_);
  state.require(checkpoint_interval_ <= 0 || next_checkpoint_ > now_.value);   // else the next launch makes one
  figures_.visit(state);
}

} // namespace archipelago
