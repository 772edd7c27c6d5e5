// Mean time of an inner step from model FLOPs utilization.
//
//   T = tokens per step x FLOPs per token / (accelerators x peak rate x MFU)
//
// MFU is measured for whole training steps, so communication inside the learner, the optimizer and pipeline bubbles are in
// it. Valid near the scale at which the MFU was measured; a learner of very few or very many accelerators differs.
#pragma once

#include "models/hardware/accelerator.hpp"
#include "models/workload/model.hpp"

#include <cstdint>
#include <optional>

namespace archipelago {

struct StepWork {
  double tokens = 0;                          // of one step of the whole learner
  double sequence_length = 0;
};

// Absent where the catalogue has no MFU or no peak rate at the model's precision.
std::optional<Seconds> mean_step_time(const Model& model, StepWork work, const Accelerator& accelerator,
                                      std::int64_t accelerators);

} // namespace archipelago
