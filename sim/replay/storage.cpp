// Checkpoints in storage that the learners of a site share (models/storage/shared_bandwidth.hpp): writes and reads slow each other.
// Without a shared bandwidth each learner has its own, and a transfer takes size / bandwidth.
#include "sim/replay/rounds.hpp"

#include <cmath>
#include <limits>

namespace archipelago {

namespace {
const Seconds without_end(std::numeric_limits<double>::infinity());
}

bool RoundReplay::shares_storage() const { return world_.checkpoints && world_.checkpoints->storage_bandwidth; }

Seconds RoundReplay::begin_storage(std::size_t learner) {
  if (!shares_storage()) return Seconds(checkpoint_write_);
  const std::size_t site = world_.learners[learner].site;
  while (storage_.size() <= site) storage_.emplace_back(*world_.checkpoints->storage_bandwidth);
  storage_[site].begin(static_cast<SharedBandwidth::Id>(learner), world_.checkpoints->size, world_.checkpoints->bandwidth, now_);
  watch_storage(site);
  return without_end;
}

void RoundReplay::stop_storage(std::size_t learner) {
  const std::size_t site = world_.learners[learner].site;
  if (site >= storage_.size() || !storage_[site].has(static_cast<SharedBandwidth::Id>(learner))) return;
  storage_[site].stop(static_cast<SharedBandwidth::Id>(learner), now_);
  watch_storage(site);
}

void RoundReplay::watch_storage(std::size_t site) {
  if (const auto next = storage_[site].next()) wake(std::max(now_, next->second), EventKind::storage, site);
}

// An earlier wake than the dates now have is met by nobody; of several transfers done in one instant each has its own.
void RoundReplay::storage_done(std::size_t site) {
  const auto next = storage_[site].next();
  if (!next || next->second > now_ + Seconds(1e-6)) return;
  const std::size_t learner = next->first;
  storage_[site].stop(next->first, now_);
  watch_storage(site);
  LearnerState& state = learners_[learner];
  const bool waited_for = state.phase == Phase::paused && std::isinf(state.pauses.front().lasts.value);
  if (!state.restored) {
    state.writing_until = 0;
    checkpoint_written(learner);
  }
  if (waited_for && (state.restored || state.pauses.front().what == TimeClass::checkpoint)) end_pause(learner);
}

void RoundReplay::drop_write(std::size_t learner) {
  LearnerState& state = learners_[learner];
  state.writing_until = 0;                    // what is half written is no checkpoint: the one before counts
  state.copying = state.restored = false;
  ++state.write_stamp;
  stop_storage(learner);
}

} // namespace archipelago
