// Where each learner's time went: every second in exactly one class.
//
// A learner's time is settled piece by piece up to a date; what lies before the end of the warm-up is dropped.
// System uptime is the share of time in which at least one learner is stepping (protocol section 2.2): not offline and
// not reconfiguring, restarting or receiving its state.
#pragma once

#include "models/result.hpp"
#include "models/units.hpp"
#include "sim/replay/cycle_state.hpp"
#include "sim/replay/observer.hpp"

#include <array>
#include <vector>

namespace archipelago {

class Account {
public:
  Account(std::size_t learners, Observer* observer) : learners_(learners), observer_(observer) {}

  // Everything from where the learner was settled last up to `to` is of this class.
  void settle(std::size_t learner, TimeClass what, Seconds to) {
    auto& entry = learners_[learner];
    if (to.value <= entry.settled) return;
    const double from = entry.settled > counted_from_ ? entry.settled : counted_from_;
    if (to.value > from) {
      entry.seconds[static_cast<std::size_t>(what)] += (to.value - from) * entry.held;
      entry.not_held += (to.value - from) * (1 - entry.held);
    }
    if (observer_) observer_->learner_span(learner, what, Seconds(entry.settled), to);
    entry.settled = to.value;
  }
  // From where the learner was settled last on, it holds this share of its accelerators; the others are not allocated.
  void hold(std::size_t learner, double share) { learners_[learner].held = share; }
  double held(std::size_t learner) const { return learners_[learner].held; }
  Seconds not_held(std::size_t learner) const { return Seconds(learners_[learner].not_held); }
  // A step on `share` of the slices: the rest of the time of those that are held is degraded.
  void settle_step(std::size_t learner, double share, Seconds to);
  void skip(std::size_t learner, Seconds to) { learners_[learner].settled = to.value; }   // not allocated
  void move(std::size_t learner, TimeClass from, TimeClass to, Seconds amount);            // roll-back of done work

  void set_up(std::size_t learner, bool up, Seconds now);
  void start_counting(Seconds now);           // end of warm-up
  void close(Seconds now);

  const TimeShares& seconds(std::size_t learner) const { return learners_[learner].seconds; }
  Seconds settled(std::size_t learner) const { return Seconds(learners_[learner].settled); }
  Seconds uptime() const { return Seconds(uptime_); }
  Seconds counted_from() const { return Seconds(counted_from_); }

  void visit(CycleState& state) {
    for (Entry& entry : learners_) {
      for (double& seconds : entry.seconds) state.count(seconds);
      state.date(entry.settled);
      state.same(entry.up);
    }
    state.same(counted_from_);
    state.count(uptime_);
    state.date(up_since_);
    state.same(up_);
  }

private:
  struct Entry {
    TimeShares seconds{};
    double settled = 0;
    double held = 1, not_held = 0;
    bool up = false;
  };
  std::vector<Entry> learners_;
  Observer* observer_;
  double counted_from_ = 0, uptime_ = 0, up_since_ = 0;
  int up_ = 0;
};

} // namespace archipelago
