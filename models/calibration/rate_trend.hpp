// What a curve of link efficiencies says between and beyond the rates that were measured.
//
// Efficiency falls with the logarithm of the rate below some rate, and is level above it (models/network/rate_efficiency.hpp says
// why). So a rise between two points goes on upwards until it meets the level of the next point, or the full rate above the
// last one, and downwards for a decade below the first. These corners are added as points: the trend can be read, and taken out.
#pragma once

#include "models/network/rate_efficiency.hpp"

#include <vector>

namespace archipelago {

struct TrendPoint {
  RateEfficiency point;
  bool measured = true;
};

std::vector<TrendPoint> with_trend(const RateEfficiencies& measured);   // by bandwidth

} // namespace archipelago
