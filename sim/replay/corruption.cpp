// Silent corruption (models/failures/corruption.hpp): who is corrupt since when, and what is done once it is found.
#include "sim/replay/replay.hpp"

#include <algorithm>

namespace archipelago {

void Replay::arm_corruption(std::size_t learner) {
  auto& corrupt = disturbances_.corrupt[learner];
  corrupt.since = -1;
  const RandomStream draws(options_.seed, entity_key(world_.learners[learner].name), Purpose::corruption);
  const double life = world_.corruption->life.first_of(static_cast<double>(world_.learners[learner].accelerators), draws.uniform(2 * ++corrupt.drawn)).value;
  wake(now_ + Seconds(life), EventKind::corruption, learner, corrupt.drawn << 1);
}

void Replay::on_corruption(std::size_t learner, std::uint64_t stamp) {
  auto& corrupt = disturbances_.corrupt[learner];
  if (stamp >> 1 != corrupt.drawn) return;
  if ((stamp & 1) != 0) return find_corruption(learner);
  if (learners_[learner].phase == Phase::outside || down(learner) || learners_[learner].stale) return arm_corruption(learner);
  corrupt.since = now_.value;
  corrupt.progress = progress_of(learner);
  if (counting_) ++disturbances_.corruptions;
  const RandomStream draws(options_.seed, entity_key(world_.learners[learner].name), Purpose::corruption);
  wake(now_ + world_.corruption->detection.quantile(draws.uniform(2 * corrupt.drawn + 1)), EventKind::corruption, learner, corrupt.drawn << 1 | 1);
}

void Replay::find_corruption(std::size_t learner) {
  const auto corrupt = disturbances_.corrupt[learner];
  disturbances_.undetected += now_.value - corrupt.since;
  ordered_ = "corruption found";
  disturbances_.loss_announced = true;        // nobody has to notice it any more
  if (world_.corruption->policy == Corruption::Policy::rollback) restore_before(Seconds(corrupt.since), now_);
  else reload(learner, corrupt.progress);
  ordered_ = {};
  arm_corruption(learner);
}

void Replay::restore_before(Seconds date, Seconds back) {
  const Cut* cut = cuts_.newest_complete(date);
  if (!cut) ++restores_to_start_;
  if (counting_) ++disturbances_.restores;
  const double kept = cut ? cut->last_taken.value : 0;
  restore(cut, back);
  for (std::size_t m = 0; m < disturbances_.corrupt.size(); ++m)   // what came later is not in the state any more
    if (disturbances_.corrupt[m].since > kept) arm_corruption(m);
}

// Its state is not to be trusted: it loses what it did since, and takes a peer's.
void Replay::reload(std::size_t learner, const Progress& to) {
  LearnerState& state = learners_[learner];
  interrupt(learner, false);
  settle_open(learner, now_);
  lose_buffer(learner, 0);
  lose_step(learner);
  roll_back_to(learner, to);
  state.stale = true;
  state.connected = state.reported = state.reported_before = state.drawn = state.scaled = false;
  on_lost(learner);
  if (state.phase != Phase::outside && !down(learner)) pause(learner, {{TimeClass::restart, reconfiguration_.restart}});
}

Seconds Replay::earliest_restore() const {
  double earliest = now_.value;
  for (const auto& corrupt : disturbances_.corrupt)
    if (corrupt.since >= 0) earliest = std::min(earliest, corrupt.since);
  return Seconds(earliest);
}

bool Replay::refused(std::size_t learner) const {
  return world_.corruption && world_.corruption->policy == Corruption::Policy::reject_merge && disturbances_.corrupt[learner].since >= 0;
}

// A suspected step is done again: all of its time is lost.
bool Replay::done_again(std::size_t learner) {
  if (!world_.corruption || world_.corruption->policy != Corruption::Policy::replay) return false;
  LearnerState& state = learners_[learner];
  const RandomStream draws(options_.seed, entity_key(world_.learners[learner].name), Purpose::replayed_step);
  if (draws.uniform(static_cast<std::uint64_t>(state.attempts)) >= world_.corruption->replayed) return false;
  account_.move(learner, TimeClass::compute, TimeClass::lost_work, Seconds(state.step_time * state.share * state.speed));
  state.exposure += state.step_time;
  state.rest_of_step = 0;
  state.free_since = now_.value;
  state.reported_before = state.reported;
  if (counting_) ++disturbances_.replayed, disturbances_.replayed_for += state.step_time;
  return true;
}

} // namespace archipelago
