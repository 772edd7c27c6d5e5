// Fits a matrix-product model: three constants, the wave share, and the table of what remains.
//
// The wave share is chosen from five values by cross-validation on the fitted rows, so that a part whose library evens
// out the last wave is not charged for it. Residuals are over the held-back rows.
#pragma once

#include "models/calibration/errors.hpp"
#include "models/calibration/measurements.hpp"
#include "models/calibration/refusal.hpp"
#include "models/calibration/split.hpp"
#include "models/hardware/gemm_model.hpp"

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct GemmFit {
  GemmModel model;
  Refusals refusals;
  double cross_validated = 0;                 // mean error over the folds of the fitted rows
  double constants_only = 0;                  // error of the held-back rows without the table
  std::vector<Predicted> held_back;           // training shapes first
  std::size_t held_back_training = 0;
};

// Rows of one precision; fewer than ten correct the prior (few_products.hpp). Multiprocessors and what cannot be identified come from the prior.
GemmFit fit_gemm(const std::vector<GemmMeasurement>& rows, const GemmModel& prior, HoldBack hold_back);

} // namespace archipelago
