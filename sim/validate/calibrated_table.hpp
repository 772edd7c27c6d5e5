// Tables of measured runs whose constants come from a few of them, as a user would find them: `calibrate runs` on the named
// runs, and the overlay's keys on all cells of the series that ask for them. The rows of these runs are fitted ones.
#pragma once

#include "sim/validate/published_table.hpp"
#include "sim/validate/runs.hpp"

namespace archipelago {

// Adds overrides to the cells, and what was fitted, refused, or found on other choices of runs to the table's notes. Throws
// TableError when nothing can be fitted.
void calibrate_table(PublishedTable& table, const Runs::Options& options);

// Other choices of as many runs, drawn from the calibration's groups; the same on every machine.
std::vector<std::vector<std::string>> other_choices(const TableCalibration& calibration);

} // namespace archipelago
