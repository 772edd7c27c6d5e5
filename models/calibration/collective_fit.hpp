// Fits the two regimes of a collective and the correction to them, for every member count.
//
// The size at which the second regime takes over is searched over all measured sizes; each side gets a robust line, and the pair
// is judged as it will be used, by the lower of the two. A pair whose small-message line does not start lower and rise
// faster is no pair. How stiff the correction is, is chosen by cross-validation over all member counts. Where two lines are no better than one, one serves both and the second is refused.
#pragma once

#include "models/calibration/errors.hpp"
#include "models/calibration/measurements.hpp"
#include "models/calibration/refusal.hpp"
#include "models/calibration/split.hpp"
#include "models/hardware/collective_model.hpp"

#include <vector>

namespace archipelago {

struct CollectiveFit {
  CollectiveModel model;                      // no lines where nothing could be fitted
  Refusals refusals;
  std::vector<Predicted> held_back;
  Residual residual;                          // over all member counts
  double one_line = 0;                        // error of the held-back rows with a single line
};

// Rows of one operation inside one node, any member counts.
CollectiveFit fit_collective(const std::vector<CollectiveMeasurement>& rows, Collective operation, HoldBack hold_back);

} // namespace archipelago
