// Events of the round protocols, and the syncer's figures.
#include "sim/replay/rounds.hpp"

namespace archipelago {

void RoundReplay::on_protocol_event(const Event& event) {
  switch (event.kind) {
  case EventKind::stage_done:
    if (rounds_[event.entity].active && rounds_[event.entity].step == static_cast<std::int64_t>(event.stamp)) advance(event.entity);
    break;
  case EventKind::report:
    if (LearnerState& state = learners_[event.entity]; state.stamp == event.stamp && state.phase == Phase::computing) {
      state.reported = true;
      report(event.entity, state.steps + 1);
    }
    break;
  case EventKind::checkpoint_written:
    if (learners_[event.entity].write_stamp == event.stamp) checkpoint_written(event.entity);
    break;
  case EventKind::join_timeout: join_timed_out(static_cast<std::int64_t>(event.stamp)); break;
  case EventKind::decide: decide(); break;
  default: break;
  }
}

void RoundReplay::on_counting() {
  figures_ = {};
  figures_.histogram.resize(learners_.size() + 1);
  figures_.weight.resize(learners_.size());
}

void RoundReplay::report_syncer(SyncerResult& result) const {
  const auto rounds = static_cast<double>(figures_.rounds);
  result.rounds = figures_.rounds;
  result.contributors_histogram = figures_.histogram;
  result.weight_share = figures_.weight;
  if (figures_.rounds == 0) return;
  result.contributors_mean = figures_.contributors / rounds;
  result.quorum_wait_s = figures_.quorum / rounds;
  result.grace_s = figures_.grace / rounds;
  for (double& share : result.weight_share) share /= rounds;
  if (figures_.sync.count() > 0) {
    result.sync_mean_s = figures_.sync.mean();
    result.sync_p50_s = figures_.sync.quantile(0.5);
    result.sync_p99_s = figures_.sync.quantile(0.99);
    result.sync_max_s = figures_.sync.max();
  }
  figures_.staleness.report(result);
}

} // namespace archipelago
