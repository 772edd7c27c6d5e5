// From repeated timings of one kernel to the figures that are kept, and how often to repeat.
//
// A sample is the time between two events around `launches` launches, divided by their number: events resolve about 0.5 us, so a
// sample lasts at least 200 us. Samples above three times the median come from outside (another process, a clock change) and are
// dropped, unless they are more than one in ten: then they are how this machine is, all samples stay, and the timing is
// marked unsteady, as one whose p90 is more than a quarter above its p10.
#pragma once

#include <cstdint>
#include <vector>

namespace archipelago {

struct TimingPlan {
  int warm_up = 3;                            // samples thrown away, on top of the first launch
  int samples = 11;
  int launches = 1;                           // per sample
};

// From the time of one launch after the first: 11 to 101 samples that fill about `budget_s`; each lasts 200 us or more (but has at
// most 200 launches) and takes a turn with every copy of the operands.
TimingPlan plan_timing(double launch_us, double budget_s, int copies);

// How many copies of the operands to take turns with, so that none is still in a cache of `cache_bytes` when its turn comes again:
// training streams its operands from memory. 1 where operands exceed the cache by themselves, at most 64, within `memory_bytes`.
int copies_to_rotate(double footprint_bytes, double cache_bytes, double memory_bytes);

struct Timing {
  std::int64_t n = 0;                         // samples kept
  std::int64_t dropped = 0;
  double median_us = 0, p10_us = 0, p90_us = 0;
  bool steady = true;
};

Timing summarise(const std::vector<double>& samples_us);   // at least one sample

} // namespace archipelago
