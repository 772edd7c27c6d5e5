// Whether a table's cells are as close to the published ones as is required.
//
//   rms, max                      of simulated - published, in the unit of the rows
//   max_relative                  of |simulated - published| / published
//   max_relative_or_digit         the same, but a cell within one unit of its last printed digit counts as exact
//   share_beyond_one_grid_step    of cells; steps are places on the 50-point grid, from the nearest point that is printed as the
//                                 published value; "1000+" is met from one point below the end on
//   max_grid_steps                the worst cell's
//   median_relative, ninetieth_relative   median and 90th percentile of |simulated - published| / published over predicted cells only
//   diagonal                      largest |goodput(M, N) - goodput(kM, kN)| of the simulated cells, columns doubling in N
// Rows that are only shown do not count. A cell without a value misses every requirement of its group.
#pragma once

#include "sim/validate/published_table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct CellAnswer {
  std::optional<double> simulated, closed_form;
};
using TableAnswers = std::vector<std::vector<CellAnswer>>;   // [series][cell]

Judgement assess(const PublishedTable& table, const TableAnswers& answers, const Requirement& requirement);

int grid_steps_off(const PublishedValue& published, double simulated);

}   // namespace archipelago
