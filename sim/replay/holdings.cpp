// Capacity that a market gives and takes (models/failures/holding.hpp). A reclaim without notice takes the step under way, as a loss
// does; what is not held is not allocated.
#include "sim/replay/replay.hpp"

#include <algorithm>
#include <limits>

namespace archipelago {

namespace {
constexpr std::uint64_t announces = 0, changes = 1;

double next_reclaim(const SliceSchedule& gone, const Disturbances::Held& held) {
  return held.next < gone.outages.size() ? gone.outages[held.next].start + held.round * gone.period : std::numeric_limits<double>::infinity();
}
} // namespace

// What is reclaimed at `at`, which the cursor stands at: the slices, and until when each is gone. The cursor moves on.
Disturbances::Loss Replay::take_reclaim(const SliceSchedule& gone, Disturbances::Held& held, double at, std::vector<Seconds>& until) {
  Disturbances::Loss loss{at, at, {}};
  while (next_reclaim(gone, held) <= at) {
    const SliceOutage& outage = gone.outages[held.next];
    loss.slices.push_back(outage.slice);
    until.emplace_back(outage.end + held.round * gone.period);
    loss.until = std::max(loss.until, until.back().value);
    if (++held.next < gone.outages.size()) continue;
    ++held.round;
    held.next = static_cast<std::size_t>(std::partition_point(gone.outages.begin(), gone.outages.end(), [](const SliceOutage& each) { return each.start < 0; }) - gone.outages.begin());
  }
  return loss;
}

void Replay::begin_holdings() {
  for (const Learner& learner : world_.learners)
    if (learner.holding && disturbances_.held.empty()) disturbances_.held.resize(learners_.size());
  for (std::size_t m = 0; m < disturbances_.held.size(); ++m)
    if (world_.learners[m].holding) {
      disturbances_.held[m].slices = fleets_[m].slices();
      change_holding(m);
    }
}

void Replay::on_holding(std::size_t learner, std::uint64_t stage) {
  if (stage == changes) return change_holding(learner);
  // The trace may be looked at ahead with a cursor of its own.
  Disturbances::Held ahead = disturbances_.held[learner];
  const SliceSchedule& gone = world_.learners[learner].holding->gone;
  const double at = next_reclaim(gone, ahead);
  std::vector<Seconds> until;
  const Disturbances::Loss loss = take_reclaim(gone, ahead, at, until);
  for (std::size_t i = 0; i < loss.slices.size(); ++i) announce(learner, {loss.slices[i]}, at, until[i].value);
}

void Replay::change_holding(std::size_t learner) {
  auto& held = disturbances_.held[learner];
  const Holding& holding = *world_.learners[learner].holding;
  std::vector<Seconds> until;
  const Disturbances::Loss loss = take_reclaim(holding.gone, held, now_.value, until);
  if (!loss.slices.empty()) {
    ordered_ = "capacity reclaimed";
    strike_slices(learner, loss.slices, until);
    ordered_ = {};
  }
  settle_open(learner, now_);                 // with what was held until now
  held.slices -= static_cast<std::int64_t>(loss.slices.size());
  for (const Seconds each : until) held.returns.push(each.value);
  for (; !held.returns.empty() && held.returns.top() <= now_.value; held.returns.pop()) ++held.slices;
  account_.hold(learner, static_cast<double>(held.slices) / static_cast<double>(fleets_[learner].slices()));
  const double next = next_reclaim(holding.gone, held);
  wake(Seconds(std::min(next, held.returns.empty() ? next : held.returns.top())), EventKind::holding, learner, changes);
  if (holding.notice.value > 0 && next != held.announced && std::isfinite(next)) {
    held.announced = next;
    wake(std::max(now_, Seconds(next) - holding.notice), EventKind::holding, learner, announces);
  }
  if (!counting_ || loss.slices.empty()) return;
  ++disturbances_.reclaims;
  disturbances_.reclaimed_slices += static_cast<std::int64_t>(loss.slices.size());
}

} // namespace archipelago
