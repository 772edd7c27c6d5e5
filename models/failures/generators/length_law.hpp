// How long an outage lasts, heavy-tailed: a share of momentary ones, and a mixture of two lognormals (or one law).
//
//   F(x) = momentary + (1 - momentary) (w F1(x) + (1 - w) F2(x)),  x > 0
// Six constants at most. One law is w = 1. Units: seconds. Source of the shape: repair times of InfiniteHBD, LANL and Grid5000 (two kinds
// of repair: a reboot, and parts that have to come).
#pragma once

#include "models/failures/law.hpp"

#include <vector>

namespace archipelago {

struct LengthLaw {
  double momentary = 0;                       // share of length zero: they interrupt, and need no repair
  double weight = 1;                          // of `first` among the others
  Law first, second;

  double cdf(double seconds) const;
  double quantile(double p) const;            // s; p in (0,1)
  Seconds mean() const;
  LengthLaw scaled(double factor) const;      // all lengths times this
};

// Quantiles from a table, for drawing many: within 1e-3 of the logarithm between normal deviates -5 and 5.
class LengthTable {
public:
  explicit LengthTable(const LengthLaw& law);
  double at(double normal_deviate) const;     // s; the quantile at Phi(normal_deviate)

private:
  double momentary_below_;                    // deviate under which the length is zero
  std::vector<double> logarithms_;
};

} // namespace archipelago
