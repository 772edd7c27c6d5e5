// What kernels are written in: the few words that differ between CUDA, HIP and a host compiler.
//
// Kernels use these and threadIdx, blockIdx, blockDim, gridDim, __syncthreads, atomicAdd. A host compiler gets them from
// emulated_device.hpp, so that every kernel's indexing and barriers are tested where there is no accelerator.
#pragma once

#if defined(__CUDACC__)
#include <cuda_runtime.h>
#elif defined(__HIPCC__)
#include <hip/hip_runtime.h>
#else
#include "sim/probe/device/emulated_device.hpp"
#endif

#if defined(__CUDACC__) || defined(__HIPCC__)
#define ARCHIPELAGO_KERNEL __global__ void
#define ARCHIPELAGO_DEVICE __device__ inline
#define ARCHIPELAGO_SHARED_BYTES(name) extern __shared__ __align__(128) unsigned char name[]
#else
#define ARCHIPELAGO_KERNEL inline void
#define ARCHIPELAGO_DEVICE inline
#define ARCHIPELAGO_SHARED_BYTES(name) unsigned char* const name = archipelago::emulated::shared_bytes()
#endif

namespace archipelago {

inline constexpr int lanes = 32;              // that exchange values; half of a wavefront on AMD

ARCHIPELAGO_DEVICE float exchange(float value, int lane_mask) {
#if defined(__CUDACC__)
  return __shfl_xor_sync(0xffffffffu, value, lane_mask);
#elif defined(__HIPCC__)
  return __shfl_xor(value, lane_mask, lanes);
#else
  return emulated::exchange(value, lane_mask);
#endif
}

} // namespace archipelago
