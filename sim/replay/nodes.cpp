// Losses on the wall clock, and the nodes that take the places of the lost ones (models/failures/recovery.hpp).
// A loss cuts the step under way, and a restart too. A place asks for a node once its loss is noticed and decided upon.
#include "sim/replay/replay.hpp"

#include "models/failures/traces/time_weighted.hpp"

#include <algorithm>
#include <limits>

namespace archipelago {

namespace {
constexpr std::array<std::string_view, 3> node_names{"spare", "replacement", "repaired"};
}

void Replay::set_up_recovery() {
  const Recovery& rules = *world_.failures->recovery;
  const auto pool_named = [&](const std::string& name, std::int64_t slice_size) {
    for (std::size_t pool = 0; pool < pools_.size(); ++pool)
      if (pools_[pool].name == name) return pool;
    pools_.push_back({name, Spares(rules.spares), slice_size, 0, 0, {}, {}, {}});
    return pools_.size() - 1;
  };
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    const Learner& learner = world_.learners[m];
    fleets_[m].replace_nodes();
    incidents_.emplace_back(rules, options_.seed, learner.name);
    pool_of_.push_back(pool_named(rules.pool == Recovery::Pool::learner ? learner.name
                                  : rules.pool == Recovery::Pool::site  ? world_.sites[learner.site].name
                                                                        : "run", learner.slice_size));
  }
}

bool Replay::down(std::size_t learner) const {
  const Fleet& fleet = fleets_[learner];
  const bool shrinks = !recovers() || world_.failures->recovery->without_node == Recovery::WithoutNode::shrink;
  return shrinks ? fleet.active() == 0 : fleet.active() < fleet.slices();
}

int Replay::take_returns(std::size_t learner) {
  const int back = fleets_[learner].take_returns(now_, recovers() ? now_ : Seconds(learners_[learner].exposure));
  if (recovers() && back > 0) watch(learner);
  return back;
}

void Replay::watch(std::size_t learner) {
  if (const auto next = fleets_[learner].next_loss()) wake(std::max(*next, now_), EventKind::node_lost, learner);
}

void Replay::lose_nodes_due(std::size_t learner) {
  const Seconds past(std::nextafter(now_.value, std::numeric_limits<double>::infinity()));
  if (!fleets_[learner].fails_before(past, past)) return;   // met already
  const Fleet::Loss lost = fleets_[learner].take_losses(past, now_, past);
  watch(learner);
  if (!lost.slices.empty()) lose_nodes(learner, lost);
}

void Replay::lose_nodes(std::size_t learner, const Fleet::Loss& lost) {
  LearnerState& state = learners_[learner];
  const bool works = stops_as_one() ? job_works() : state.phase == Phase::computing || state.phase == Phase::waiting || state.phase == Phase::exchanging || state.phase == Phase::loading;
  state.incident = incidents_[learner].next(works);
  requests_.push_back({learner, lost, now_, state.incident});
  wake(now_ + state.incident.detection + state.incident.decision, EventKind::node_request, requests_.size() - 1);
  if (state.phase == Phase::outside) return;
  state.node_at = now_;
  if (state.phase == Phase::offline) return note_losses(learner, lost);
  kill(learner, lost);
}

void Replay::ask_for_nodes(std::size_t index) {
  NodeRequest& request = requests_[index];
  const Recovery& rules = *world_.failures->recovery;
  const Incident& incident = request.incident;
  LearnerState& state = learners_[request.learner];
  SparePool& pool = pools_[pool_of_[request.learner]];
  const bool whole = stops_as_one() || down(request.learner);
  for (std::size_t i = 0; i < request.lost.slices.size(); ++i) {
    // A trace has the dates of repairs; a law's repair begins with the decision.
    const Seconds repaired = world_.failures->observed || world_.failures->drawn ? std::max(now_, request.lost_at + request.lost.delays[i]) : now_ + request.lost.delays[i];
    const Spares::Grant grant = pool.spares.ask(now_, repaired, rules.queue ? std::optional(now_ + incident.queue) : std::nullopt);
    ++pool.requests;
    pool.waited += grant.waited && grant.at > now_;
    if (grant.node == Spares::Node::spare) pool.taken.push_back(grant.at.value);
    if (grant.node != Spares::Node::own) pool.returned.push_back(repaired.value);
    const Seconds back = grant.at + incident.image(grant.node) + (whole ? Seconds(0) : incident.init);
    fleets_[request.learner].bring_back(request.lost.slices[i], back);
    pool.down.emplace_back(request.lost_at.value, back.value);
    state.node_at = std::max(state.node_at, grant.at);
    mark(MarkKind::node_asked, request.learner, incident.hang ? "after a hang" : "");
    wake(back, EventKind::node_there, request.learner, static_cast<std::uint64_t>(grant.node) + 1);
  }
  request.lost.slices.clear();
}

void Replay::node_there(std::size_t learner, std::uint64_t node) {
  LearnerState& state = learners_[learner];
  if (node > 0) mark(MarkKind::node_there, learner, node_names[node - 1]);
  if (state.phase == Phase::outside) return;
  if (state.phase == Phase::offline) return return_slices(learner);
  if (!stops_as_one()) return;                // picked up before its next step, or when it is noticed to be down
  take_returns(learner);
  if (const auto next = fleets_[learner].next_return()) wake(*next, EventKind::node_there, learner);
  on_node_of_job();
}

Seconds Replay::noticing(std::size_t learner) const {
  if (disturbances_.loss_announced) return Seconds(0);
  return recovers() ? learners_[learner].incident.detection : reconfiguration_.detection;
}

void Replay::settle_fetching(std::size_t learner) {
  if (!recovers()) return account_.settle(learner, TimeClass::offline, now_);
  account_.settle(learner, TimeClass::offline, std::min(now_, learners_[learner].node_at));
  account_.settle(learner, TimeClass::restart, now_);
}

void Replay::report_spares(Result& result) const {
  const double from = account_.counted_from().value, span = now_.value - from;
  for (std::size_t index = 0; index < pools_.size() && span > 0; ++index) {
    const SparePool& pool = pools_[index];
    SparesResult row;
    row.pool = pool.name;
    row.spares = world_.failures->recovery->spares;
    row.accelerators = row.spares * pool.slice_size;
    const auto left = [&](double date) { return std::max(0.0, now_.value - std::max(from, date)); };
    double idle = static_cast<double>(row.spares) * span;
    for (double date : pool.taken) idle -= left(date);
    for (double date : pool.returned) idle += left(date);
    row.idle_mean = std::max(0.0, idle / span);
    row.requests = pool.requests;
    row.waited_share = pool.requests > 0 ? static_cast<double>(pool.waited) / static_cast<double>(pool.requests) : 0;
    std::vector<TimeSpan> spans;
    const auto add = [&](double lost, double back) {
      const TimeSpan counted{std::max(0.0, lost - from), std::min(span, back - from)};
      if (counted.second > counted.first) spans.push_back(counted);
    };
    for (const auto& [lost, back] : pool.down) add(lost, back);
    for (const NodeRequest& request : requests_)
      if (pool_of_[request.learner] == index)
        for (std::size_t i = 0; i < request.lost.slices.size(); ++i) add(request.lost_at.value, now_.value);
    const TimeWeighted down = open_at_once(spans, span);
    row.down_mean = down.mean();
    row.down_p50 = down.quantile(0.5);
    row.down_p95 = down.quantile(0.95);
    row.down_p99 = down.quantile(0.99);
    row.down_max = down.max();
    result.spares.push_back(row);
  }
}

} // namespace archipelago
