// Fits SpotLaw to a trace of capacity: gaps between reclaims and between returns as mixtures (fit_length), the one that the trace's end cuts
// too if it is the longest; batches by how many take one, all, or a share. Then losses per node-hour, availability and the share of losses
// of several are met by the medians of generated traces (simulated moments): the scales of both gaps and the share of batches are the knobs.
#pragma once

#include "models/failures/generators/goodness.hpp"
#include "models/failures/generators/spot.hpp"

#include <optional>

namespace archipelago {

struct SpotFit {
  SpotLaw law;
  std::vector<GoodnessRow> goodness;          // over seeds 1 … 30, which the fit does not use
  double loss_distance = 0, grant_distance = 0;   // Kolmogorov-Smirnov, before the simulated moments
};

std::optional<SpotFit> fit_spot(const CapacityTrace& trace);       // nothing under ten reclaims or ten returns

std::vector<FitFigure> figures_of(const CapacityTrace& trace);

} // namespace archipelago
