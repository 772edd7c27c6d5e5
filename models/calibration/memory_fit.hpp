// Fits launch time and effective bandwidth of one kind of memory-bound kernel.
#pragma once

#include "models/calibration/errors.hpp"
#include "models/calibration/measurements.hpp"
#include "models/calibration/refusal.hpp"
#include "models/calibration/split.hpp"
#include "models/hardware/memory_kernel_model.hpp"

#include <vector>

namespace archipelago {

struct MemoryFit {
  MemoryKernelModel model;
  Refusals refusals;
  std::vector<Predicted> held_back;
};

MemoryFit fit_memory(const std::vector<MemoryMeasurement>& rows, const MemoryKernelModel& prior, HoldBack hold_back);

} // namespace archipelago
