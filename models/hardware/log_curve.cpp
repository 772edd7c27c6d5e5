#include "models/hardware/log_curve.hpp"

#include <algorithm>

namespace archipelago {

double LogCurve::at(double log2_size) const {
  if (values.empty()) return 0;
  const double place = std::clamp((log2_size - first) / step, 0.0, knots - 1.0);
  const int knot = std::min(static_cast<int>(place), knots - 2);
  const double above = place - knot;
  const auto below = values.begin() + knot;
  return (1 - above) * static_cast<double>(*below) + above * static_cast<double>(*(below + 1));
}

} // namespace archipelago
