#include "models/hardware/log_curve.hpp"

#include <algorithm>

namespace archipelago {

double LogCurve::at(double log2_size) const {
  if (values.empty()) return 0;
  const double place = std::clamp((log2_size - first) / step, 0.0, static_cast<double>(values.size() - 1));
  const std::size_t knot = std::min(static_cast<std::size_t>(place), values.size() - 2);
  const double above = place - static_cast<double>(knot);
  return (1 - above) * static_cast<double>(values[knot]) + above * static_cast<double>(values[knot + 1]);
}

} // namespace archipelago
