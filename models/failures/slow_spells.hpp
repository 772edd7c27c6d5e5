// Fail-slow: nodes that work at a share of their speed for a while, and the steps that they stretch.
//
// A learner is a synchronous job of its own: it runs at the speed v(t) of its slowest slice, 1 without a spell. A step of work w that begins at t0
// ends at t1 with  integral of v from t0 to t1 = w.  Slices have spells of their own, one after the other: the time to the next is drawn from
// `between`, its length from `length`, its speed evenly from `least` to `most`; keyed by (seed, learner, slice, count). Or a trace has them,
// looked at as a trace of outages is (traces/node_map.hpp). Seconds on the wall clock, whether the learner computes or not.
#pragma once

#include "models/failures/law.hpp"
#include "models/failures/observed.hpp"
#include "models/random.hpp"

#include <cstdint>
#include <optional>
#include <queue>
#include <string_view>
#include <utility>
#include <vector>

namespace archipelago {

struct SlowLaw {
  Law between, length;
  double least = 0.5, most = 0.95;            // of the usual speed
  std::optional<ObservedFailures> observed = std::nullopt;   // a trace of slow spells in place of the laws
};

struct SlowSpell { double start = 0, end = 0, speed = 1; };

class SlowSpells {
public:
  SlowSpells(const SlowLaw& law, std::uint64_t seed, std::string_view learner, std::int64_t slices);
  SlowSpells(std::vector<SlowSpell> spells, double period);   // sorted; those from 0 on come again after the period

  // Time that `work` seconds at full speed take from `start` on; starts do not go back before `forget`.
  double time_for(double start, double work);
  void forget(double before);
  std::int64_t begun(double from, double until);   // spells that start there; from: not forgotten yet, or begun counts what it knows

private:
  using Dated = std::pair<double, std::uint32_t>;

  double next_start() const;                  // of the spells not known yet
  void know(double until);                    // all spells that start until then
  void draw_start(std::uint32_t slice, double after);

  SlowLaw law_;
  RandomStream draws_;
  std::vector<std::uint32_t> count_;          // of each slice
  std::priority_queue<Dated, std::vector<Dated>, std::greater<>> starts_;
  std::vector<SlowSpell> cycle_;              // of a trace
  double period_ = 0, round_ = 0;
  std::size_t at_ = 0;
  std::vector<SlowSpell> known_;              // not forgotten, by start
  std::vector<double> all_starts_;
};

// One per learner, of a trace; sampled maps differ by seed.
std::vector<SlowSpells> observed_spells(const ObservedFailures& trace, const std::vector<SlicedLearner>& learners, std::uint64_t seed);

} // namespace archipelago
