// What a plain rule says about a held-back step, fitted on the same rows as our factor.
#pragma once

#include "sim/validate/training/efficiency.hpp"

#include <optional>

namespace archipelago {

// One model FLOPs utilization per device and precision: the median of the fitted rows; of the device's other precisions where
// there is none.
Seconds constant_mfu(const EfficiencyGroup& group, const AskedStep& asked);

// The utilization of the fitted row that is nearest in model size, devices, sequence length and tokens per device (ratios).
Seconds nearest_row(const EfficiencyGroup& group, const AskedStep& asked);

// Whether the model or the number of devices is in no fitted row of the group.
bool is_new(const EfficiencyGroup& group, const AskedStep& asked);

double utilization(const AskedStep& asked);   // measured: model FLOPs per second over the peak rate of its precision

} // namespace archipelago
