#include "sim/replay/server.hpp"

#include <algorithm>

namespace archipelago {

ServerReplay::ServerReplay(const World& world, const ReplayOptions& options)
    : Replay(world, options), hierarchical_(rules_.name == ProtocolName::hierarchical_local_sgd),
      wire_bytes_(to_bytes(Bits(world.model.parameters * world.model.traffic_share * rules_.bits))), exchanging_(world.learners.size()),
      regions_(world.sites.size()), merged_(world.learners.size()) {
  if (world.checkpoints) {
    if (world.checkpoints->bandwidth) checkpoint_write_ = (world.checkpoints->size / *world.checkpoints->bandwidth).value;
    next_checkpoint_ = checkpoint_interval_ = std::max(world.checkpoints->interval.value_or(Seconds(checkpoint_write_)).value, 1e-6);
  }
  for (const Learner& learner : world.learners) mean_step_ += learner.step_time.mean / static_cast<double>(world.learners.size());
  on_counting();
}

HostId ServerReplay::server_of(std::size_t learner) const {
  return hosts_.site_switch(hierarchical_ ? world_.learners[learner].site : rules_.syncer_site);
}

void ServerReplay::on_step_done(std::size_t learner) {
  if (learners_[learner].steps % rules_.sync_interval != 0) return;
  exchanging_[learner].started = now_;
  exchanging_[learner].fixed = rules_.sync_overhead + connect(learner);
  send(learner, Leg::up);
}

void ServerReplay::send(std::size_t learner, Leg leg) {
  LearnerState& state = learners_[learner];
  exchanging_[learner].leg = leg;
  state.phase = leg == Leg::recovery ? Phase::receiving : Phase::exchanging;
  const HostId own = hosts_.learner(learner), server = server_of(learner);
  const HostId from = leg == Leg::up ? own : server, to = leg == Leg::up ? server : own;
  state.receiving_flow = planner_.has_links(from, to);
  if (state.receiving_flow) state.flow = start_flow(from, to, leg == Leg::recovery ? model_copies(1.0) : wire_bytes_, owner(leg, learner));
  else wake(now_, EventKind::stage_done, learner, state.stamp << 3 | static_cast<std::uint64_t>(leg));
}

void ServerReplay::on_protocol_event(const Event& event) {
  if (event.kind == EventKind::stage_done) {
    const auto leg = static_cast<Leg>(event.stamp & 7);
    if (leg == Leg::global_up || leg == Leg::global_down) return global_leg_done(event.entity, leg);
    if (event.stamp >> 3 == learners_[event.entity].stamp) delivered(event.entity, leg);
  } else if (event.kind == EventKind::checkpoint_written) {
    if (event.stamp == write_stamp_) cuts_.wrote(0);
  } else if (event.kind == EventKind::decide && static_cast<std::int64_t>(event.stamp) == window_) {
    ++window_;
    merge(std::exchange(gathered_, {}));
  } else if (event.kind == EventKind::decide && event.stamp == checkpoint_stamp) {
    checkpoint_server();
  }
}

void ServerReplay::on_flow_done(FlowId, std::uint32_t number) {
  const auto leg = static_cast<Leg>(number >> 28);
  const std::size_t entity = number & 0x0FFFFFFFu;
  if (leg == Leg::global_up || leg == Leg::global_down) return global_leg_done(entity, leg);
  learners_[entity].receiving_flow = false;
  delivered(entity, leg);
}

void ServerReplay::delivered(std::size_t learner, Leg leg) {
  LearnerState& state = learners_[learner];
  const bool recovering = leg == Leg::recovery;
  account_.settle(learner, recovering ? TimeClass::recovery_transfer : TimeClass::exposed_communication, now_);
  if (leg == Leg::up) return arrived(learner);
  if (!recovering && counting()) figures_.took((now_ + exchanging_[learner].fixed - exchanging_[learner].started).value);
  exchanging_[learner].pulled_version = version_;
  fingerprint_.add(recovering ? Fingerprint::What::recovered : Fingerprint::What::exchange, learner, now_);
  state.stale = false;
  state.phase = Phase::waiting;
  state.free_since = now_.value;
  const Seconds fixed = recovering ? Seconds(0) : exchanging_[learner].fixed;
  if (fixed.value > 0) return pause(learner, {{TimeClass::exposed_communication, fixed}});
  proceed(learner);
}

void ServerReplay::arrived(std::size_t learner) {
  if (!rules_.grace || hierarchical_) return merge({learner});
  gathered_.push_back(learner);
  if (gathered_.size() == 1) wake(now_ + rules_.grace->cap * mean_step_, EventKind::decide, 0, static_cast<std::uint64_t>(window_));
}

void ServerReplay::merge(const std::vector<std::size_t>& learners) {
  if (learners.empty()) return;
  ++version_;
  if (counting()) figures_.count_round(learners.size());
  for (std::size_t m : learners) {
    account_.settle(m, TimeClass::quorum_wait, now_);
    merged_[m] = progress_of(m);
    if (counting()) {
      figures_.staleness.add(version_ - 1 - exchanging_[m].pulled_version);
      figures_.weight[m] += 1.0 / static_cast<double>(learners.size());
    }
    if (hierarchical_ && ++regions_[world_.learners[m].site].arrivals >= rules_.accumulations) exchange_globally(world_.learners[m].site);
    send(m, Leg::down);
  }
  // With all that arrives in this instant.
  if (keeps_cuts_ && checkpoint_interval_ > 0 && now_.value >= next_checkpoint_) wake(now_, EventKind::decide, 0, checkpoint_stamp);
}

void ServerReplay::exchange_globally(std::size_t site) {
  Region& region = regions_[site];
  if (region.busy || site == rules_.syncer_site) {
    if (site == rules_.syncer_site) region.arrivals = 0;   // the global server stands at this very site
    return;
  }
  region.busy = true;
  region.arrivals = 0;
  region.started = now_;
  region.flow = start_flow(hosts_.site_switch(site), hosts_.site_switch(rules_.syncer_site), wire_bytes_, owner(Leg::global_up, site));
}

void ServerReplay::global_leg_done(std::size_t site, Leg leg) {
  if (leg == Leg::global_up) {
    regions_[site].flow = start_flow(hosts_.site_switch(rules_.syncer_site), hosts_.site_switch(site), wire_bytes_, owner(Leg::global_down, site));
    return;
  }
  regions_[site].busy = false;
  if (options_.observer)
    options_.observer->round_span(version_, static_cast<int>(site), rules_.accumulations, regions_[site].started, now_);
  if (regions_[site].arrivals >= rules_.accumulations) exchange_globally(site);
}

void ServerReplay::settle_wait(std::size_t learner, Seconds to) {
  const bool held = std::find(gathered_.begin(), gathered_.end(), learner) != gathered_.end();
  account_.settle(learner, held ? TimeClass::quorum_wait : TimeClass::exposed_communication, to);
}

void ServerReplay::stop_transfers(std::size_t learner) {
  if (std::exchange(learners_[learner].receiving_flow, false)) stop_flow(learners_[learner].flow);
  std::erase(gathered_, learner);
}

void ServerReplay::recover(std::size_t learner) {
  if (!held_by_restore(learner)) send(learner, Leg::recovery);
}

void ServerReplay::on_counting() { figures_ = SyncFigures(learners_.size()); }
void ServerReplay::report_syncer(SyncerResult& result) const { figures_.report(result); }

} // namespace archipelago
