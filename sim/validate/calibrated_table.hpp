// Tables of measured runs whose constants come from a few of them, as a user would find them: `calibrate runs` on the named
// runs, and the overlay's keys on all cells of the series that ask for them.
#pragma once

#include "sim/validate/published_table.hpp"
#include "sim/validate/runs.hpp"

namespace archipelago {

// Adds overrides to the cells, and what was fitted, or refused, to the table's notes. Throws TableError when nothing can be fitted.
void calibrate_table(PublishedTable& table, const Runs::Options& options);

} // namespace archipelago
