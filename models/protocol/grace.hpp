// The adaptive grace window (protocol section 1.5, Eq. 3 of arXiv 2604.21428).
//
//   slack  = tau x step - (quorum + sync)
//   window = clamp(gamma x slack, 0, cap x step)
//
// Step, quorum and sync times are exponential moving averages. The paper does not publish the decay: alpha = 0.5 as in a
// third-party syncer, which also gives the rule until a round has been seen: the cap. Seconds of simulated time.
#pragma once

#include "models/protocol/rules.hpp"
#include "models/units.hpp"

namespace archipelago {

class MovingAverage {
public:
  explicit MovingAverage(double alpha) : alpha_(alpha) {}
  void observe(Seconds sample);
  bool has_value() const { return seen_; }
  Seconds value() const { return value_; }
  template <class State> void visit(State& state) { state.same(seen_), state.same(value_); }

private:
  double alpha_;
  bool seen_ = false;
  Seconds value_;
};

class GraceWindow {
public:
  static constexpr double default_alpha = 0.5;

  GraceWindow(Grace rules, int overlap, double alpha = default_alpha);

  void observe_step(Seconds step) { step_.observe(step); }
  void observe_quorum(Seconds quorum) { quorum_.observe(quorum); }   // from a round's opening to its K-th report
  void observe_sync(Seconds sync) { sync_.observe(sync); }           // from launch until the merged fragment is back
  Seconds window() const;
  // For a jump over repeated cycles: what of this repeats, grows or moves with the clock (sim/replay/cycle_state.hpp).
  template <class State> void visit(State& state) { step_.visit(state), quorum_.visit(state), sync_.visit(state); }

private:
  Grace rules_;
  int overlap_;
  MovingAverage step_, quorum_, sync_;
};

} // namespace archipelago
