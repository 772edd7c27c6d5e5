// Fits one attention kernel: constants and a table per measured head size, and the ratio of backward to forward time.
//
// The ratio is the median over shapes measured in both directions with 2048 keys or more, where launch time no longer counts; with
// fewer than three such pairs it is refused and the prior's stays. A head size with fewer than three rows is refused too.
#pragma once

#include "models/calibration/errors.hpp"
#include "models/calibration/measurements.hpp"
#include "models/calibration/refusal.hpp"
#include "models/calibration/split.hpp"
#include "models/hardware/attention_model.hpp"

#include <vector>

namespace archipelago {

struct AttentionFit {
  AttentionModel model;                       // the prior where nothing could be fitted
  Refusals refusals;
  double constants_only = 0;                  // error of the held-back rows without the tables
  std::vector<Predicted> held_back;           // forward
};

// Rows of one kernel, forward and backward. What cannot be identified comes from the prior, which has at least one table.
AttentionFit fit_attention(const std::vector<AttentionMeasurement>& rows, const AttentionModel& prior, HoldBack hold_back);

} // namespace archipelago
