// A step needs its batch: taken at its start if it is there, waited for otherwise (models/storage/feed.hpp).
#include "sim/replay/replay.hpp"

#include <fmt/format.h>

namespace archipelago {

bool Replay::fetch(std::size_t learner) {
  LearnerState& state = learners_[learner];
  const Fleet& fleet = fleets_[learner];
  const bool there = data_->take(learner, static_cast<double>(fleet.active()) / static_cast<double>(fleet.slices()), now_);
  if (!there) {
    settle_open(learner, now_);               // what it waited for before
    state.phase = Phase::loading;
  }
  await_batches(world_.learners[learner].site);
  return there;
}

void Replay::batch_due(std::size_t site) {
  data_->looking(site, now_);
  for (const std::size_t m : data_->learners_at(site)) {
    if (finished_) return;
    if (learners_[m].phase != Phase::loading || !data_->ready(m, now_)) continue;
    account_.settle(m, TimeClass::data_wait, now_);
    leave_loading(m);
    learners_[m].free_since = now_.value;
    proceed(m);
  }
  data_->looked(site);
  if (!finished_) await_batches(site);
}

void Replay::storage_changed(std::size_t site) {
  const double before = data_->store_factor(site);
  data_->change(site, now_);
  if (options_.observer && data_->store_factor(site) != before)
    options_.observer->mark(MarkKind::outage, -1, now_, fmt::format("data store of {}", world_.sites[site].name));
  await_storage_change(site);
  await_batches(site);
}

void Replay::await_batches(std::size_t site) { wake(data_->next_look(site, now_), EventKind::batch_due, site); }
void Replay::await_storage_change(std::size_t site) { wake(data_->next_change(site), EventKind::storage_change, site); }

void Replay::lose_buffer(std::size_t learner, double kept) {
  if (!data_) return;
  data_->lose(learner, kept, now_);
  await_batches(world_.learners[learner].site);
}

void Replay::leave_loading(std::size_t learner) {
  data_->withdraw(learner, now_);
  learners_[learner].phase = Phase::waiting;
}

} // namespace archipelago
