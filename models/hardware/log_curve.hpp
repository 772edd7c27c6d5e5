// A correction along one dimension: logarithms at even steps of the logarithm of a size, linear between knots, constant outside.
#pragma once

#include <vector>

namespace archipelago {

struct LogCurve {
  static constexpr std::size_t most_knots = 32;   // one per octave over all sizes that are sent

  double first = 0, step = 1;                 // log2 of the size at the first knot, and between knots
  std::vector<float> values;                  // at least two; empty = zero everywhere

  double at(double log2_size) const;
};

} // namespace archipelago
