// Errors of held-back measurements as pictures for a terminal.
#pragma once

#include "models/calibration/errors.hpp"

#include <string>
#include <vector>

namespace archipelago {

// How many predictions are how far off: bins of 5 % of predicted / measured - 1.
std::string error_histogram(const std::vector<Predicted>& rows);
// Where they are off: median and 10th to 90th percentile for each decade of size.
std::string errors_by_size(const std::vector<Predicted>& rows, const std::string& unit);

} // namespace archipelago
