// Fills arrays on the device with the sample values that references are computed from.
#pragma once

#include "sim/probe/device/workload.hpp"

#include <algorithm>

namespace archipelago {

inline constexpr int grid_threads = 256;      // of a block that strides over its array

// Enough blocks to fill the device a few times over; kernels stride over the rest.
inline unsigned blocks_for(std::int64_t turns, const WorkloadContext& context) {
  return static_cast<unsigned>(std::clamp<std::int64_t>((turns + grid_threads - 1) / grid_threads, 1, context.multiprocessors * 16));
}

void fill(Rotating<std::uint16_t>& array, std::uint32_t seed, const WorkloadContext& context, float scale = 1);   // as bf16
void fill(Rotating<std::uint8_t>& array, std::uint32_t seed, const WorkloadContext& context);                     // as E4M3
void fill(Rotating<float>& array, std::uint32_t seed, bool magnitudes, const WorkloadContext& context);
void fill_with_tokens(Rotating<std::int32_t>& array, const WorkloadContext& context);

inline void wait_for(const WorkloadContext& context) { check_gpu(cudaStreamSynchronize(context.stream), "wait for a check"); }

} // namespace archipelago
