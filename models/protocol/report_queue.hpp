// A learner's reports that are not settled yet, and the back-pressure rule over them (protocol section 1.3).
//
// A report is made at the end of each inner step. It is settled when the round that consumed it has brought its merged
// fragment back, or at once when no fragment was due. The learner may start step t only if every report of a step
// up to t - 1 - tau is settled: "the fragment launched tau steps earlier is back, or was skipped for it".
// Rounds may come back out of order (fragments differ in size), so reports are settled by round.
#pragma once

#include <cstdint>
#include <deque>
#include <limits>

namespace archipelago {

class ReportQueue {
public:
  static constexpr std::int64_t not_consumed = -1;

  void report(std::int64_t step) { unsettled_.push_back({step, not_consumed}); }

  // The oldest report that no round has taken goes to this one; the step it was about.
  std::int64_t consume(std::int64_t round) {
    for (auto& entry : unsettled_)
      if (entry.round == not_consumed) { entry.round = round; return entry.step; }
    return 0;
  }

  void settle(std::int64_t round) {
    for (auto& entry : unsettled_)
      if (entry.round == round) entry.step = settled;
    while (!unsettled_.empty() && unsettled_.front().step == settled) unsettled_.pop_front();
  }

  bool may_start(std::int64_t next_step, std::int64_t overlap) const {
    return unsettled_.empty() || unsettled_.front().step >= next_step - overlap;
  }

  // The round that the oldest unsettled report waits for; not_consumed while it is still being collected.
  std::int64_t oldest_round() const { return unsettled_.empty() ? not_consumed : unsettled_.front().round; }
  bool empty() const { return unsettled_.empty(); }
  void clear() { unsettled_.clear(); }
  // For a jump over repeated cycles: what of this repeats, grows or moves with the clock (sim/replay/cycle_state.hpp).
  template <class State> void visit(State& state, std::int64_t steps, std::int64_t syncer_step) {
    state.same(unsettled_.size());
    for (Entry& entry : unsettled_) {
      state.same(entry.step == settled);
      state.same(entry.round == not_consumed);
      if (entry.step != settled) state.follows(entry.step, steps);
      if (entry.round != not_consumed) state.follows(entry.round, syncer_step);
    }
  }

private:
  static constexpr std::int64_t settled = std::numeric_limits<std::int64_t>::max();
  struct Entry { std::int64_t step, round; };
  std::deque<Entry> unsettled_;
};

} // namespace archipelago
