// Fits the 8 knots of a correction along one dimension.
//
//   minimize  sum w |y - r(x)|^2 + 0.5 |second differences|^2,   w reweighted to least deviations
//
// y is the logarithm of measured over predicted time. Eight knots over 20 octaves follow the protocol switches of a collective
// and still smooth over single sizes: more knots did not lower the error on sizes left out of the fit.
#pragma once

#include "models/hardware/log_curve.hpp"

#include <vector>

namespace archipelago {

struct CurveRow { double log2_size = 0, log_ratio = 0; };

// Values are rounded to 0.001. At least one row.
LogCurve fit_curve(const std::vector<CurveRow>& rows);

} // namespace archipelago
