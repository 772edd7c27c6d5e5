// Bars for the terminal: how much of the whole lies in each of a few named ranges.
#pragma once

#include "reports/terminal.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct HistogramBin { std::string name; double share = 0; };

std::string histogram_text(const std::string& title, const std::vector<HistogramBin>& bins, const Terminal& terminal);

// Times by ranges that people think in: under a minute … over a month. Empty ranges at both ends are left out.
std::vector<HistogramBin> bins_of_times(const std::vector<double>& seconds);

} // namespace archipelago
