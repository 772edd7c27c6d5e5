// Capacity that a market gives and takes: which slices of a learner are held when, as a trace of spot capacity has it.
//
// Instances of the trace are slices. What is not held is not allocated, and costs nothing. Under `same` the learners that name one
// trace share its instances: the first takes the first of them, and so on; under `scaled` each learner holds the share of its slices that the trace
// holds of its instances, rounded down; `tiled` is scaled, learner k of n a share k/n of the horizon further into the trace. Below `least`
// slices a learner gives back what it holds. A reclaim of several instances comes at one instant for all. Identity: an
// instance that goes while another comes is a loss of its slice and a return at once. A life that was not seen to end (censored) goes on
// until the trace ends.
#pragma once

#include "models/failures/observed.hpp"
#include "models/failures/traces/trace.hpp"

#include <memory>
#include <string>
#include <vector>

namespace archipelago {

struct Holding {
  SliceSchedule gone;                         // of the learner's slices: when each is not held; start < 0: not held when the run begins
  Seconds notice;                             // from the announcement of a reclaim to it
  double mean_held = 1;                       // share of the slices, over the trace
};

enum class HoldingMap { same, scaled, tiled };

struct HoldingWish {
  HoldingMap map = HoldingMap::scaled;
  Seconds offset, notice;
  std::int64_t slices = 1, least = 1;
  std::int64_t first_instance = 0;            // same: the learners before it have taken so many
  double shift = 0;                           // tiled: share of the horizon
};

std::uint32_t instances_of(const Trace& trace); // the most that it holds, or was asked for

// Nothing (null) if the trace never lets the learner hold as much as it needs.
std::shared_ptr<const Holding> holding_of(const Trace& trace, const HoldingWish& wish);

} // namespace archipelago
