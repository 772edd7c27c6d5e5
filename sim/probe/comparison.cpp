#include "sim/probe/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace archipelago {

void ReferenceComparison::add(double got, double wanted, double tolerance) {
  ++compared_;
  const double error = std::abs(got - wanted);
  if (error == 0) return;
  const double share = error / tolerance;
  worst_ = std::isnan(share) ? std::numeric_limits<double>::infinity() : std::max(worst_, share);
}

} // namespace archipelago
