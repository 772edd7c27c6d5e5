#include "sim/replay/rounds.hpp"

#include <algorithm>
#include <functional>

namespace archipelago {

namespace {
bool needs_all(const ProtocolRules& rules) { return rules.name != ProtocolName::decoupled_diloco; }
bool is_gradient_protocol(const ProtocolRules& rules) {
  return rules.name == ProtocolName::data_parallel || rules.name == ProtocolName::elastic_data_parallel;
}
} // namespace

RoundReplay::RoundReplay(const World& world, const ReplayOptions& options)
    : Replay(world, options), gradients_(is_gradient_protocol(rules_)), elastic_(rules_.name == ProtocolName::elastic_data_parallel),
      lockstep_(needs_all(rules_)), fragments_(fragment_model(world.model, rules_.fragments, rules_.fragmentation)),
      schedule_(rules_.fragments, rules_.sync_interval),
      // A quorum syncer pipelines at most tau fragments (double buffering at tau = 2); lock-step has no more by itself.
      syncer_({static_cast<int>(world.learners.size()), rules_.quorum, lockstep_,
               lockstep_ ? std::numeric_limits<int>::max() : std::max(1, rules_.overlap)},
              lockstep_ ? FragmentSchedule(rules_.fragments, rules_.fragments) : schedule_),
      positions_(world.learners.size()),
      queues_(world.learners.size()), counters_(world.learners.size(), FragmentCounters(rules_.fragments)),
      spans_(world.learners.size()), arrivals_(world.learners.size()), members_late_until_(world.learners.size()) {
  for (const Fragment& fragment : fragments_) wire_bytes_.push_back(to_bytes(Bits(fragment.values * rules_.bits)));
  alike_ = rules_.sync_interval % rules_.fragments == 0 && std::adjacent_find(wire_bytes_.begin(), wire_bytes_.end(), std::not_equal_to<>()) == wire_bytes_.end();
  if (rules_.grace && !lockstep_) grace_.emplace(*rules_.grace, rules_.overlap);
  on_counting();
  set_checkpoint_interval();
}

void RoundReplay::begin(Driver& driver) {
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    const auto& windows = world_.learners[m].available;
    if (windows.empty() || windows.front().from.value <= 0) set_member(m, true);
  }
  Replay::begin(driver);
}

bool RoundReplay::may_step(std::size_t learner) {
  if (joining_) return false;
  if (rules_.back_pressure == BackPressure::none && !lockstep_) return true;
  return queues_[learner].may_start(learners_[learner].steps + 1, rules_.overlap);
}

void RoundReplay::on_step_done(std::size_t learner) {
  LearnerState& state = learners_[learner];
  counters_[learner].step(world_.training.tokens_per_step * state.share);
  if (!state.reported) report(learner, state.steps);
}

void RoundReplay::settle_wait(std::size_t learner, Seconds to) {
  // Nothing unsettled: what it waited for is back, and the step it may begin now has not been begun.
  const bool collecting = !queues_[learner].empty() && queues_[learner].oldest_round() == ReportQueue::not_consumed;
  if (joining_) return account_.settle(learner, TimeClass::recovery_transfer, to);
  if (collecting) return account_.settle(learner, collecting_class(), to);
  if (lockstep_ && by_layer() && !queues_[learner].empty())
    for (const auto& round : rounds_)
      if (round->active && round->step == queues_[learner].oldest_round())
        for (const PieceArrival& piece : *round->ready) account_.settle(learner, TimeClass::straggler_wait, std::min(to, piece.at));
  account_.settle(learner, TimeClass::exposed_communication, to);
}

std::size_t RoundReplay::free_slot() {
  for (std::size_t slot = 0; slot < rounds_.size(); ++slot)
    if (!rounds_[slot]->active) return slot;
  rounds_.push_back(std::make_unique<Round>());
  return rounds_.size() - 1;
}

void RoundReplay::set_member(std::size_t learner, bool member) {
  syncer_.set_member(learner, member);
  if (lockstep_) ring_ = nullptr;
}

void RoundReplay::plan(Round& round) {
  if (!ring_) {
    members_.clear();
    for (std::size_t m = 0; m < learners_.size(); ++m)
      if (!lockstep_ || syncer_.is_member(m)) members_.push_back(m);
    if (rules_.sharded_syncer) {
      auto found = rings_.find(members_);
      if (found == rings_.end()) found = rings_.emplace(members_, planner_.plan(members_, members_)).first;
      ring_ = &found->second;
    }
  }
  round.plan = ring_;
  if (rules_.sharded_syncer) return;
  round.own_plan = planner_.plan(members_, {round.contributors.begin(), round.contributors.end()});
  round.plan = &round.own_plan;
}

void RoundReplay::start_round(std::size_t slot) {
  Round& round = *rounds_[slot];
  round.stage = 0;
  round.leading = true;
  const Fragment& fragment = fragments_[static_cast<std::size_t>(round.fragment)];
  const double bytes = wire_bytes_[static_cast<std::size_t>(round.fragment)].value;
  // Layer by layer, only the first piece's lan leg comes before the wide-area flow; the others overlap with it.
  const double leg = by_layer() && fragment.values > 0 ? bytes * fragment.pieces.front().values / fragment.values : bytes;
  Seconds lead = planner_.metadata_lead(round.contributors, &flow_book_.latencies(), round.step) + Seconds(leg * round.plan->lan_share_per_rate) + round.plan->lan_latency;
  Seconds connecting;
  for (std::uint32_t m : round.contributors) connecting = std::max(connecting, connect(m));
  lead += connecting;
  if (lead.value > 0) wake(now_ + lead, EventKind::stage_done, slot, static_cast<std::uint64_t>(round.step));
  else advance(slot);
}

void RoundReplay::advance(std::size_t slot) {
  Round& round = *rounds_[slot];
  if (round.leading) {
    round.leading = false;
    round.flows_started = now_;
  } else if (round.stage < round.plan->stages.size()) {
    ++round.stage;
  } else {
    return complete(slot);
  }
  start_stage(slot);
}

void RoundReplay::start_stage(std::size_t slot) {
  Round& round = *rounds_[slot];
  const double bytes = wire_bytes_[static_cast<std::size_t>(round.fragment)].value;
  if (round.stage < round.plan->stages.size() && bytes > 0) {
    for (const PlannedFlow& flow : round.plan->stages[round.stage])
      round.flows.push_back(start_flow(flow.from, flow.to, Bytes(flow.share * bytes), static_cast<std::uint32_t>(slot)));
    return;
  }
  round.stage = round.plan->stages.size();
  round.tail = round.plan->tail + flow_book_.latencies().of_round(round.plan->tail_latency, round.plan->tail_jitter, round.step);
  const Seconds tail = round.tail + Seconds(bytes * round.plan->lan_share_per_rate) + round.plan->lan_latency;
  if (tail.value > 0) wake(now_ + tail, EventKind::stage_done, slot, static_cast<std::uint64_t>(round.step));
  else complete(slot);
}

void RoundReplay::on_flow_done(FlowId flow, std::uint32_t owner) {
  if (owner & recovery_owner) return recovered(owner & ~recovery_owner);
  Round& round = *rounds_[owner];
  round.flows.erase(std::find(round.flows.begin(), round.flows.end(), flow));   // mostly the first
  if (round.flows.empty()) advance(owner);
}

void RoundReplay::complete(std::size_t slot) {
  Round& round = *rounds_[slot];
  Arrivals pieces;
  Seconds back = now_;
  if (by_layer()) {
    pieces = layer_arrivals(round);
    if (!pieces->empty()) back = std::max(back, pieces->back().at);
  }
  const Seconds sync = back - round.launched;
  if (grace_) grace_->observe_sync(sync);
  for (std::size_t i = 0; i < round.contributors.size(); ++i) {
    const std::uint32_t m = round.contributors[i];
    const LearnerState& state = learners_[m];
    if (counting()) figures_.staleness.add(state.steps + (state.phase == Phase::computing) - round.reported_steps[i]);
    // Layer by layer the step may count from before this moment; its stall is settled when its beginning is known.
    if (!by_layer() && state.phase == Phase::waiting && queues_[m].oldest_round() == round.step)
      account_.settle(m, TimeClass::exposed_communication, now_);
    queues_[m].settle(round.step);
    if (pieces) arrivals_[m].push_back({round.reported_steps[i], pieces, round.ready});
  }
  for (std::size_t m = 0; m < learners_.size(); ++m)
    if (learners_[m].phase != Phase::offline && learners_[m].phase != Phase::outside) counters_[m].refresh(round.fragment);
  if (counting()) figures_.took(sync.value);
  fingerprint_.add(Fingerprint::What::back, static_cast<std::uint64_t>(round.fragment), back);
  if (options_.observer)
    options_.observer->round_span(round.step, round.fragment, static_cast<int>(round.contributors.size()), round.launched, back);
  round.active = false;
  syncer_.landed(round.fragment);
  last_broadcast_ = round.step;
  decide_soon();
  on_broadcast(round.step);
  if (start_joining()) return;
  const std::vector<std::uint32_t> free = round.contributors;
  release(free);
}

void RoundReplay::release(const std::vector<std::uint32_t>& learners) {
  for (std::uint32_t m : learners)
    if (learners_[m].phase == Phase::waiting && may_step(m)) proceed(m);
}

void RoundReplay::forget_reports(std::size_t learner) {
  syncer_.drop_reports(learner);
  queues_[learner].clear();
  arrivals_[learner].clear();
  spans_[learner].clear();
}

void RoundReplay::cancel_rounds() {
  for (const auto& round : rounds_) {
    if (!round->active) continue;
    for (FlowId flow : round->flows) stop_flow(flow);
    round->flows.clear();
    round->active = false;
    syncer_.landed(round->fragment);
  }
}

} // namespace archipelago
