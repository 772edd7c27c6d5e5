// Peer recovery (protocol section 1.11): a learner without valid state waits for a broadcast stamped t_s, receives
// 3 model copies from a healthy peer, and joins. The syncer holds its steps at t_s + H while that lasts.
#include "sim/replay/rounds.hpp"

#include <algorithm>
#include <limits>

namespace archipelago {

std::optional<std::size_t> RoundReplay::best_peer(std::size_t learner) const {
  std::optional<std::size_t> best;
  const auto better = [&](std::size_t a, std::size_t b) {
    const std::size_t here = world_.learners[learner].site;
    const Path *to_a = topology_.path(world_.learners[a].site, here), *to_b = topology_.path(world_.learners[b].site, here);
    if (to_a->rate() != to_b->rate()) return to_a->rate() > to_b->rate();
    return to_a->latency < to_b->latency;
  };
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    const Phase phase = learners_[m].phase;
    const bool healthy = !learners_[m].stale && (phase == Phase::computing || phase == Phase::loading || phase == Phase::waiting || phase == Phase::paused);
    if (m != learner && healthy && !down(m) && (!best || better(m, *best))) best = m;
  }
  return best;
}

void RoundReplay::recover(std::size_t learner) {
  LearnerState& state = learners_[learner];
  if (held_by_restore(learner)) return;
  if (gradients_ && !elastic_) {              // the whole job restarts together, from its checkpoint
    if (recovers()) {
      if (!job_has_nodes()) {                  // its syncer came back before its nodes did
        state.node_at = now_;
        return pause(learner, {{TimeClass::offline, Seconds(std::numeric_limits<double>::infinity())}, {TimeClass::restart, state.incident.init}});
      }
      if (!has_restored(learner)) return;
    } else {
      take_returns(learner);
      if (const auto next = fleets_[learner].next_return()) return pause(learner, {{TimeClass::offline, *next - now_}});
    }
    count_intervals_anew();
    state.lost_whole = false;
    state.stale = false;
    set_member(learner, true);
    state.phase = Phase::waiting;
    return proceed(learner);
  }
  if (recovers() && world_.failures->recovery->state == Recovery::State::checkpoint) {
    if (has_restored(learner)) rejoin(learner);
    return;
  }
  if (!best_peer(learner)) {                  // nobody to ask: the syncer's own shard holds the global parameters
    state.stale = false;
    state.phase = Phase::waiting;
    account_.settle(learner, TimeClass::recovery_transfer, now_);
    set_member(learner, true);
    counters_[learner].refresh_all();
    return pause(learner, {{TimeClass::restart, recovers() ? Seconds(0) : reconfiguration_.restart}});
  }
  if (elastic_) {
    state.phase = Phase::awaiting_broadcast;
    joiners_.push_back(learner);
    return;
  }
  // Where no round can happen without this learner there is no broadcast to wait for.
  const bool rounds_go_on = !lockstep_ && syncer_.members() >= rules_.quorum;
  if (!rounds_go_on) return start_transfer(learner, syncer_.step() - 1);
  state.phase = Phase::awaiting_broadcast;
}

void RoundReplay::rejoin(std::size_t learner) {
  LearnerState& state = learners_[learner];
  set_member(learner, true);
  counters_[learner].refresh_all();
  if (const auto peer = best_peer(learner); peer && lockstep_) positions_[learner] = position_to_join(*peer);
  state.stale = state.lost_whole = false;
  state.phase = Phase::waiting;
  state.free_since = now_.value;
  fingerprint_.add(Fingerprint::What::recovered, learner, now_);
  decide_soon();
  proceed(learner);
}

void RoundReplay::on_broadcast(std::int64_t syncer_step) {
  if (elastic_) return;
  for (std::size_t m = 0; m < learners_.size(); ++m)
    if (learners_[m].phase == Phase::awaiting_broadcast) start_transfer(m, syncer_step);
}

void RoundReplay::start_transfer(std::size_t learner, std::int64_t stamp) {
  LearnerState& state = learners_[learner];
  const auto peer = best_peer(learner);
  if (!peer) return recover(learner);
  account_.settle(learner, TimeClass::recovery_transfer, now_);
  state.phase = Phase::receiving;
  state.peer = *peer;
  ++state.stamp;
  if (!lockstep_) syncer_.recovery_begins(learner, stamp);
  mark(MarkKind::recovery_start, learner);
  state.receiving_flow = planner_.has_links(hosts_.learner(*peer), hosts_.learner(learner));
  if (!state.receiving_flow) return recovered(learner);
  state.flow = start_flow(hosts_.learner(*peer), hosts_.learner(learner), model_copies(3.0),
                          recovery_owner | static_cast<std::uint32_t>(learner));
}

void RoundReplay::recovered(std::size_t learner) {
  LearnerState& state = learners_[learner];
  account_.settle(learner, TimeClass::recovery_transfer, now_);
  state.receiving_flow = false;
  state.lost_whole = false;
  syncer_.recovery_ends(learner);
  set_member(learner, true);
  queues_[learner].clear();
  arrivals_[learner].clear();
  counters_[learner].refresh_all();
  positions_[learner] = position_to_join(state.peer);
  state.stale = false;
  state.phase = Phase::waiting;
  state.free_since = now_.value;
  mark(MarkKind::recovery_end, learner);
  fingerprint_.add(Fingerprint::What::recovered, learner, now_);
  decide_soon();
  if (joining_) return joined();
  proceed(learner);
}

void RoundReplay::joined() {
  if (--transfers_left_ == 0) end_joining();
}

void RoundReplay::stop_receiving(std::size_t learner) {
  LearnerState& state = learners_[learner];
  if (std::exchange(state.receiving_flow, false)) stop_flow(state.flow);
  account_.settle(learner, TimeClass::recovery_transfer, now_);
  syncer_.recovery_ends(learner);
}

void RoundReplay::stop_transfers(std::size_t learner) {
  if (recovers()) drop_write(learner);
  std::erase(joiners_, learner);
  if (learners_[learner].phase == Phase::receiving) {
    stop_receiving(learner);
    learners_[learner].phase = Phase::offline;
    if (joining_) joined();
  }
  // Its state was on its way to others: they ask someone else.
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    if (m == learner || learners_[m].phase != Phase::receiving || learners_[m].peer != learner) continue;
    stop_receiving(m);
    if (joining_ && best_peer(m)) {
      start_transfer(m, syncer_.step() - 1);
    } else {
      recover(m);
      if (joining_) joined();
    }
  }
}

void RoundReplay::on_lost(std::size_t learner) {
  LearnerState& state = learners_[learner];
  stop_transfers(learner);
  syncer_.recovery_ends(learner);
  forget_reports(learner);
  if (keeps_cuts_) cuts_.gone(learner);
  const bool left = state.phase == Phase::outside;
  if (!lockstep_ || elastic_ || left) set_member(learner, false);
  decide_soon();
  if (recovers() && stops_as_one()) on_node_of_job();   // the others may have waited for its nodes
  // Without it there may be no broadcast to wait for.
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    if (m == learner || learners_[m].phase != Phase::awaiting_broadcast) continue;
    account_.settle(m, TimeClass::recovery_transfer, now_);
    std::erase(joiners_, m);
    recover(m);
  }
}

} // namespace archipelago
