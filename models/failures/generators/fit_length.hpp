// Fits LengthLaw to observed lengths: two lognormals by expectation-maximisation, one where a second gains too little (BIC).
//
// Maximum likelihood weighs all lengths alike; a planner needs the median and the long ones. So the fit ends by moving the constants
// until the quantiles of the law, p5 to p99, its mean and its mean square are those observed, in logarithms (least squares, Nelder &
// Mead 1965): a lognormal's own tail is often longer than any that was seen.
#pragma once

#include "models/failures/generators/length_law.hpp"

#include <optional>
#include <vector>

namespace archipelago {

std::optional<LengthLaw> fit_length(const std::vector<double>& seconds);   // nothing if under three are above zero

double kolmogorov_distance(const LengthLaw& law, std::vector<double> seconds);

} // namespace archipelago
