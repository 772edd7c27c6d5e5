// What a grid of region pairs amounts to: quantiles by kind of pair, and how unlike the two directions are.
//
// The kind of a pair is the two providers of "provider:region" names. Asymmetry of a pair measured both ways:
// max / min of the two values; pairs with a zero are left out of it.
#pragma once

#include "models/failures/traces/outage_statistics.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct PairKind { std::string name; Quantiles values; };

struct MatrixStatistics {
  std::size_t regions = 0;
  Quantiles values;
  std::vector<PairKind> kinds;                // most pairs first
  Quantiles asymmetry;
  std::optional<Quantiles> jitter;            // s
};

MatrixStatistics statistics_of(const RegionMatrix& matrix);

} // namespace archipelago
