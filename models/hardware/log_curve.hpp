// A correction along one dimension: 8 logarithms over the logarithm of a size, linear between knots, constant outside.
#pragma once

#include <vector>

namespace archipelago {

struct LogCurve {
  static constexpr int knots = 8;

  double first = 0, step = 1;                 // log2 of the size at the first knot, and between knots
  std::vector<float> values;                  // `knots` of them; empty = zero everywhere

  double at(double log2_size) const;
};

} // namespace archipelago
