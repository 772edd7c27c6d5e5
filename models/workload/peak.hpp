// Dense peak rate of an accelerator at the precision that a model trains in.
//
// fp32 models run their matrices in TF32, at half the bf16 rate on every accelerator that has it (NVIDIA A100, H100,
// B200 and AMD MI300X data sheets). Absent where the catalogue has no native rate at that precision.
#pragma once

#include "models/hardware/accelerator.hpp"
#include "models/workload/model.hpp"

#include <optional>

namespace archipelago {

inline std::optional<FlopsPerSecond> peak_rate(const Accelerator& accelerator, Precision precision) {
  if (accelerator.peak_bf16.value <= 0) return std::nullopt;
  switch (precision) {
  case Precision::fp32: return accelerator.peak_bf16 / 2;
  case Precision::bf16: return accelerator.peak_bf16;
  case Precision::fp8: return accelerator.peak_fp8;
  case Precision::fp4: return accelerator.peak_fp4;
  }
  return std::nullopt;
}

} // namespace archipelago
