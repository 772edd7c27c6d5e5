// Events of the round protocols, and the syncer's figures.
#include "sim/replay/rounds.hpp"

namespace archipelago {

void RoundReplay::on_protocol_event(const Event& event) {
  switch (event.kind) {
  case EventKind::stage_done:
    if (rounds_[event.entity]->active && rounds_[event.entity]->step == static_cast<std::int64_t>(event.stamp)) advance(event.entity);
    break;
  case EventKind::report:
    if (LearnerState& state = learners_[event.entity]; state.stamp == event.stamp && state.phase == Phase::computing && !state.reported) {
      state.reported = true;
      report(event.entity, state.steps + 1);
    }
    break;
  case EventKind::checkpoint_written:
    if (learners_[event.entity].write_stamp == event.stamp) checkpoint_written(event.entity);
    break;
  case EventKind::storage: storage_done(event.entity); break;
  case EventKind::join_timeout: join_timed_out(static_cast<std::int64_t>(event.stamp)); break;
  case EventKind::decide: decide(); break;
  default: break;
  }
}

void RoundReplay::on_counting() { figures_ = SyncFigures(learners_.size()); }
void RoundReplay::report_syncer(SyncerResult& result) const { figures_.report(result); }

} // namespace archipelago
