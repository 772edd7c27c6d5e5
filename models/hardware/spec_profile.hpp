// A profile from a data sheet alone: dense peaks and bandwidths times what the family is known to reach.
//
// Every part says so in its source and carries the family's band; nothing is measured, so Residual::samples is 0 throughout. It
// is the prior that `calibrate` starts from: measured parts replace it one by one.
// What a data sheet does not have: multiprocessors (no wave term), and the adapter between nodes, for which 400 Gb/s per
// accelerator is taken unless given.
#pragma once

#include "models/hardware/accelerator.hpp"
#include "models/hardware/profile.hpp"

namespace archipelago {

inline constexpr BytesPerSecond usual_adapter{50e9};

// Precision, bf16 rate and memory bandwidth must be known; peaks at other precisions are optional, and tf32 is half of bf16.
AcceleratorProfile spec_profile(const Accelerator& accelerator, BytesPerSecond adapter = usual_adapter, int multiprocessors = 0);

} // namespace archipelago
