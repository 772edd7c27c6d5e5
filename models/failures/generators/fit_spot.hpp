// Fits SpotLaw to a trace of capacity: gaps between reclaims and between returns as mixtures (fit_length), the one that the trace's end cuts
// too if it is the longest; batches by how many take one, all, or a share.
//
// Then losses per node-hour, missing over held, and the share of losses of several, expected over histories like the trace
// (spot_histories.hpp), are brought to those of the trace (simulated moments): by the longer part of each mixture and the share of batches.
// So the law has the trace's availability where spells are cut off as in the trace; over much longer times it is as good as the mixtures' tails.
#pragma once

#include "models/failures/generators/judge_spot.hpp"

#include <optional>

namespace archipelago {

struct SpotFit {
  SpotLaw law;
  std::vector<GoodnessRow> goodness;          // over seeds 1 … 30, which the fit does not use
  double loss_distance = 0, grant_distance = 0;   // Kolmogorov-Smirnov, of the gaps seen
};

std::optional<SpotFit> fit_spot(const CapacityTrace& trace);       // nothing under ten reclaims or ten returns

} // namespace archipelago
