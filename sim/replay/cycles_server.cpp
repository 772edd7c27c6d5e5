// What of a run with a parameter server repeats itself (cycles.cpp).
#include "sim/replay/server.hpp"

namespace archipelago {

void ServerReplay::visit(CycleState& state) {
  Replay::visit(state);
  if (state.differs()) return;
  state.count(version_);
  state.count(window_);
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    Exchanging& exchanging = exchanging_[m];
    state.same(learners_[m].steps % rules_.sync_interval);
    state.same(static_cast<int>(exchanging.leg));
    state.date(exchanging.started);
    state.same(exchanging.fixed);
    state.follows(exchanging.pulled_version, version_);
  }
  for (Region& region : regions_) {
    state.same(region.arrivals);
    state.same(region.busy);
    state.date(region.started);
  }
  state.same(gathered_.size());
  for (const std::size_t m : gathered_) state.same(m);
  figures_.visit(state);
}

} // namespace archipelago
