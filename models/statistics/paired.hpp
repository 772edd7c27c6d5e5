// Difference of two designs run under the same seeds.
//
// Seed i gives both designs the same failures and jitter, so the noise they share cancels in a_i - b_i, and the interval of
// the differences is narrower than that of two independent means. Student's interval on the differences. Designs that share no
// seed are independent: Welch's interval (unequal variances, Satterthwaite's degrees of freedom).
#pragma once

#include "models/statistics/estimate.hpp"

#include <vector>

namespace archipelago {

struct PairedDifference {
  Estimate difference;                        // of a - b
  double relative = 0;                        // mean difference / mean of b; 0 when that mean is 0
  // Whether the interval leaves zero out: the sign of the difference can be trusted.
  bool significant() const { return difference.interval && !difference.interval->contains(0); }
};

// Equal lengths, sample i of both from the same seed.
PairedDifference paired_difference(const std::vector<double>& a, const std::vector<double>& b, double confidence = 0.90);

// At least one sample each; an interval needs two on both sides.
PairedDifference independent_difference(const std::vector<double>& a, const std::vector<double>& b, double confidence = 0.90);

} // namespace archipelago
