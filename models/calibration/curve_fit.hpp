// Fits a correction along one dimension, with a knot for each octave of size.
//
//   minimize  sum w |y - r(x)|^2 + s |second differences|^2,   w reweighted to least deviations
//
// y is the logarithm of measured over predicted time. A protocol switch of a collective shows within one octave, so knots are no
// wider; how stiff the curve is (s) belongs to the operation and is chosen by the caller, by cross-validation.
#pragma once

#include "models/hardware/log_curve.hpp"

#include <array>
#include <vector>

namespace archipelago {

struct CurveRow { double log2_size = 0, log_ratio = 0; };

inline constexpr std::array<double, 3> curve_stiffnesses{1, 4, 16};   // 16: as smooth as a knot every three octaves

// Values are rounded to 0.001. At least one row.
LogCurve fit_curve(const std::vector<CurveRow>& rows, double stiffness);

} // namespace archipelago
