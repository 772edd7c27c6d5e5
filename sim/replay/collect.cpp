// The syncer's door: reports come in, quorum and grace decide, a round is launched.
#include "sim/replay/rounds.hpp"

#include "models/protocol/weights.hpp"

#include <algorithm>
#include <stdexcept>

namespace archipelago {

int RoundReplay::due_at_next_report(std::size_t learner) const {
  return lockstep_ ? schedule_.due(positions_[learner] + 1) : syncer_.due_for_next_report(learner);
}

// Where on the schedule a learner starts that takes over a peer's state: with the peer, or, while the peer waits for a round
// to be complete, one step before that round is due.
std::int64_t RoundReplay::position_to_join(std::size_t peer) const {
  return syncer_.pending(peer) == 0 ? positions_[peer] : position_of_round(syncer_.step() - 1) - 1;
}

std::int64_t RoundReplay::position_of_round(std::int64_t round) const {
  const std::int64_t fragments = rules_.fragments, interval = rules_.sync_interval;
  return round / fragments * interval + (round % fragments + 1) * interval / fragments;
}

void RoundReplay::report(std::size_t learner, std::int64_t step) {
  const LearnerState& state = learners_[learner];
  if (lockstep_ && schedule_.due(++positions_[learner]) == FragmentSchedule::none) return;
  queues_[learner].report(step);
  syncer_.report(learner, now_);
  if (by_layer()) spans_[learner].push_back({Seconds(state.step_end), Seconds(state.step_time)});
  if (grace_) grace_->observe_step(Seconds(state.step_time));
  decide_soon();
}

// Decisions wait for the end of the instant, so that all reports of the same date are in.
void RoundReplay::decide_soon() {
  if (decide_at_ == now_.value) return;
  decide_at_ = now_.value;
  wake(now_, EventKind::decide, 0);
}

void RoundReplay::decide() {
  decide_at_ = -1;
  if (options_.replay) {
    while (!finished_ && decide_from_tape()) {}
    return;
  }
  while (!finished_) {
    const auto verdict = syncer_.evaluate(now_, [this] { return grace_ ? grace_->window() : Seconds(0); });
    if (verdict == Syncer::Verdict::launch) { launch(); continue; }
    if (verdict == Syncer::Verdict::wait_for_grace && grace_wake_at_ != syncer_.grace_until().value) {
      grace_wake_at_ = syncer_.grace_until().value;
      wake(syncer_.grace_until(), EventKind::decide, 0);
    }
    break;
  }
  if (rules_.join_timeout && syncer_.ready() > 0 && !syncer_.quorum_reached() && timeout_step_ != syncer_.step()) {
    timeout_step_ = syncer_.step();
    wake(std::max(now_, syncer_.opened() + *rules_.join_timeout), EventKind::join_timeout, 0, static_cast<std::uint64_t>(timeout_step_));
  }
}

bool RoundReplay::decide_from_tape() {
  const auto& rounds = options_.replay->rounds;
  if (tape_next_ >= rounds.size()) return false;
  const TapeRound& next = rounds[tape_next_];
  if (next.launched_s > now_.value) {
    if (tape_wake_at_ != next.launched_s) {
      tape_wake_at_ = next.launched_s;
      wake(Seconds(next.launched_s), EventKind::decide, 0);
    }
    return false;
  }
  for (std::uint32_t m : next.contributors)
    if (m >= learners_.size() || syncer_.pending(m) == 0) return false;
  ++tape_next_;
  launch();
  return true;
}

void RoundReplay::launch() {
  const std::size_t slot = free_slot();
  Round& round = *rounds_[slot];
  const Syncer::Launch launched = syncer_.launch(now_, round.contributors);
  if (options_.replay && round.contributors != options_.replay->rounds[tape_next_ - 1].contributors)
    throw std::runtime_error("the tape does not fit this scenario: other learners are ready at syncer step " + std::to_string(launched.step));
  if (options_.record) options_.record->rounds.push_back({launched.step, now_.value, round.contributors});

  round.reported_steps.clear();
  round.steps.clear();
  for (std::uint32_t m : round.contributors) {
    round.reported_steps.push_back(queues_[m].consume(launched.step));
    if (learners_[m].phase == Phase::waiting && queues_[m].oldest_round() == launched.step)
      account_.settle(m, collecting_class(), now_);
    if (by_layer()) {
      round.steps.push_back(spans_[m].front());
      spans_[m].pop_front();
    }
  }
  const Seconds quorum_wait = std::max(Seconds(0), launched.quorum_at - launched.opened);
  const Seconds grace_used = now_ - std::max(launched.quorum_at, launched.opened);
  if (grace_) grace_->observe_quorum(quorum_wait);
  if (launched.fragment == FragmentSchedule::none) {
    for (std::uint32_t m : round.contributors) queues_[m].settle(launched.step);
    const std::vector<std::uint32_t> free = round.contributors;
    return release(free);
  }
  if (options_.observer) options_.observer->round_decided(launched.step, quorum_wait, grace_used);
  if (counting()) {
    figures_.count_round(round.contributors.size());
    figures_.quorum += quorum_wait.value;
    figures_.grace += grace_used.value;
    double total = 0;
    weights_.clear();
    for (std::uint32_t m : round.contributors) {
      weights_.push_back(refused(m) ? 0.0 : merge_weight(counters_[m].since_refresh(launched.fragment)));
      total += weights_.back();
    }
    for (std::size_t i = 0; i < round.contributors.size(); ++i)
      if (total > 0) figures_.weight[round.contributors[i]] += weights_[i] / total;
  }
  mark_checkpoints_due();
  fingerprint_.add(Fingerprint::What::launch, round.contributors.size(), now_);
  round.active = true;
  round.step = launched.step;
  round.fragment = launched.fragment;
  round.ready = by_layer() ? layers_ready(round) : nullptr;
  round.launched = now_;
  plan(round);
  start_round(slot);
}

void RoundReplay::join_timed_out(std::int64_t syncer_step) {
  if (syncer_.step() != syncer_step || syncer_.quorum_reached()) return;
  if (lockstep_) {
    for (std::size_t m = 0; m < learners_.size(); ++m)
      if (syncer_.is_member(m) && syncer_.pending(m) == 0 && learners_[m].phase != Phase::computing && learners_[m].phase != Phase::loading) set_member(m, false);
  } else {
    syncer_.force_quorum();
  }
  decide_soon();
}

} // namespace archipelago
