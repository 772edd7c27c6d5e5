// Fits the 8 x 8 x 8 table of what constants leave unexplained.
//
//   minimize  sum w |y - r(x)|^2 + s |second differences|^2 + f |first differences|^2,   w reweighted to least deviations
//
// y is the logarithm of measured over predicted time. The smoothness terms decide where no measurement does: a corner
// of the table without data continues its neighbours flatly. The weights were chosen on tables of 20,000 shapes by held-back
// error, which changes by less than 0.1 % over a factor of ten in each.
#pragma once

#include "models/hardware/log_grid.hpp"

#include <array>
#include <vector>

namespace archipelago {

struct GridRow {
  std::array<double, 3> place;                // log2 of the three dimensions
  double log_ratio = 0;                       // log(measured / predicted)
};

// Axes span the rows. Values are rounded to 0.001, a tenth of a per cent. At least one row.
LogGrid fit_grid(const std::vector<GridRow>& rows);

} // namespace archipelago
