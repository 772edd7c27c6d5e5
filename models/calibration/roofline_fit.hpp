// Robust fit of  t = start + max(work x seconds_per_work, bytes x seconds_per_byte)  to measured times.
//
// Least relative deviations with a Huber core (errors under 2 % count squared), by iteratively reweighted least squares: a row
// weighs 1 / (t^2 max(|error|, 2 %)), the regime of each row is chosen anew in each round, and coefficients stay positive.
// Relative, because kernels span six decades and a plan adds them up at every size; robust, because some shapes hit
// slow code paths. A coefficient is identified when enough rows spend a good part of their time in its term (a
// third counts in full, less in proportion); one that is not keeps the prior and is refused by name.
#pragma once

#include "models/calibration/refusal.hpp"

#include <vector>

namespace archipelago {

struct RooflineRow { double work = 0, bytes = 0, seconds = 0; };

struct RooflineCoefficients {
  double start = 0, seconds_per_work = 0, seconds_per_byte = 0;

  double seconds(double work, double bytes) const;
};

struct RooflineFit {
  RooflineCoefficients coefficients;
  Refusals refusals;
};

inline constexpr int rows_to_identify = 3;    // worth of evidence for a coefficient

// A positive prior is what a refused coefficient becomes; terms without rows and without a prior stay 0.
RooflineFit fit_roofline(const std::vector<RooflineRow>& rows, const RooflineCoefficients& prior);

// Without asking what is identified, for rows whose two or three sides are known to be there. At least one row.
RooflineCoefficients fit_roofline_unchecked(const std::vector<RooflineRow>& rows);

} // namespace archipelago
