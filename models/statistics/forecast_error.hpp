// How far a cheap forecast is off, learned from the few points at which the truth is known.
//
//   truth_i - forecast_i = a + sum over features k of b_k x_ik + rest_i,     b by ridge regression: least sum rest^2 + penalty sum b^2
//
// The penalty is the one of six, from weak to "offset alone", whose leave-one-out errors are least; `spread` is the root mean square of
// those errors: what a corrected forecast is still off by, at points like the known ones. The offset is not penalised. Features of levels
// of an axis are 0 or 1, so that the fit is one of main effects. Valid inside the region that the known points cover.
#pragma once

#include <cstddef>
#include <vector>

namespace archipelago {

using Features = std::vector<double>;         // of one point, all of the same length

struct ForecastError {
  double offset = 0;
  std::vector<double> effects;                // one per feature
  double spread = 0;
  std::size_t known = 0;                      // points behind it

  double at(const Features& point) const;
};

// `errors`: truth - forecast at the known points; two at least, else all is 0.
ForecastError fit_forecast_error(const std::vector<Features>& points, const std::vector<double>& errors);

} // namespace archipelago
