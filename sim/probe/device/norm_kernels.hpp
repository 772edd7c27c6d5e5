// Root-mean-square normalisation of rows and its gradient, each reading a row once.
//
//   y = x r w,  r = 1 / sqrt(mean x^2 + e)          dx = r (w dy - x r^2 mean(w dy x)),  dw = sum over rows of dy x r
//
// A block holds a row in registers: at most 4 vectors of 8 per thread, so a row of w values needs w / 32 threads or more (at most
// 8,192 values with 256). Gradients of the weights are kept per thread over all rows of a block and added up at its end.
#pragma once

#include "sim/probe/device/vectors.hpp"
#include "sim/probe/references.hpp"

namespace archipelago {

inline constexpr int norm_vectors = 4;        // per thread

// The sum over the block, in every thread. `sums` holds a float per 32 threads, and is not to be written again before every thread
// has passed another barrier.
ARCHIPELAGO_DEVICE float block_sum(float value, float* sums) {
  for (int mask = lanes / 2; mask > 0; mask /= 2) value += exchange(value, mask);
  if (threadIdx.x % lanes == 0) sums[threadIdx.x / lanes] = value;
  __syncthreads();
  float total = 0;
  for (unsigned group = 0; group < blockDim.x / lanes; ++group) total += sums[group];
  return total;
}

// One block per row. Shared memory: a float per 32 threads.
ARCHIPELAGO_KERNEL norm_forward(const EightHalves* x, const EightHalves* weights, EightHalves* y, int vectors_per_row) {
  ARCHIPELAGO_SHARED_BYTES(shared);
  const std::int64_t start = static_cast<std::int64_t>(blockIdx.x) * vectors_per_row;
  EightHalves mine[norm_vectors];
  float squares = 0;
  for (int part = 0; part < norm_vectors; ++part) {
    const int place = static_cast<int>(threadIdx.x + part * blockDim.x);
    if (place >= vectors_per_row) break;
    mine[part] = x[start + place];
    for (int e = 0; e < 8; ++e) squares += bf16_to_float(mine[part].at[e]) * bf16_to_float(mine[part].at[e]);
  }
  const float total = block_sum(squares, reinterpret_cast<float*>(shared));
  const float inverse = 1 / sqrtf(total / static_cast<float>(8 * vectors_per_row) + static_cast<float>(norm_epsilon));
  for (int part = 0; part < norm_vectors; ++part) {
    const int place = static_cast<int>(threadIdx.x + part * blockDim.x);
    if (place >= vectors_per_row) break;
    const EightHalves weight = weights[place];
    EightHalves result;
    for (int e = 0; e < 8; ++e) result.at[e] = float_to_bf16(bf16_to_float(mine[part].at[e]) * inverse * bf16_to_float(weight.at[e]));
    y[start + place] = result;
  }
}

// Any number of blocks. Shared memory: two floats per 32 threads; with two arrays of sums the barrier of either lies between the
// last read of the other and its next write. Adds to weight_gradients.
ARCHIPELAGO_KERNEL norm_backward(const EightHalves* x, const EightHalves* weights, const EightHalves* dy, EightHalves* dx,
                                 float* weight_gradients, std::int64_t rows, int vectors_per_row) {
  ARCHIPELAGO_SHARED_BYTES(shared);
  float* const square_sums = reinterpret_cast<float*>(shared);
  float* const inner_sums = square_sums + blockDim.x / lanes;
  const float width = static_cast<float>(8 * vectors_per_row);
  float gradients[norm_vectors][8] = {};
  for (std::int64_t row = blockIdx.x; row < rows; row += gridDim.x) {
    const std::int64_t start = row * vectors_per_row;
    EightHalves values[norm_vectors], slopes[norm_vectors];
    float squares = 0, inner = 0;
    for (int part = 0; part < norm_vectors; ++part) {
      const int place = static_cast<int>(threadIdx.x + part * blockDim.x);
      if (place >= vectors_per_row) break;
      values[part] = x[start + place];
      slopes[part] = dy[start + place];
      const EightHalves weight = weights[place];
      for (int e = 0; e < 8; ++e) {
        const float value = bf16_to_float(values[part].at[e]);
        squares += value * value;
        inner += bf16_to_float(slopes[part].at[e]) * bf16_to_float(weight.at[e]) * value;
      }
    }
    const float inverse = 1 / sqrtf(block_sum(squares, square_sums) / width + static_cast<float>(norm_epsilon));
    const float mean_inner = block_sum(inner, inner_sums) / width;
    for (int part = 0; part < norm_vectors; ++part) {
      const int place = static_cast<int>(threadIdx.x + part * blockDim.x);
      if (place >= vectors_per_row) break;
      const EightHalves weight = weights[place];
      EightHalves result;
      for (int e = 0; e < 8; ++e) {
        const float value = bf16_to_float(values[part].at[e]), slope = bf16_to_float(slopes[part].at[e]);
        result.at[e] = float_to_bf16(inverse * (slope * bf16_to_float(weight.at[e]) - value * inverse * inverse * mean_inner));
        gradients[part][e] += slope * value * inverse;
      }
      dx[start + place] = result;
    }
  }
  for (int part = 0; part < norm_vectors; ++part) {
    const int place = static_cast<int>(threadIdx.x + part * blockDim.x);
    if (place >= vectors_per_row) break;
    for (int e = 0; e < 8; ++e) atomicAdd(weight_gradients + 8 * place + e, gradients[part][e]);
  }
}

} // namespace archipelago
