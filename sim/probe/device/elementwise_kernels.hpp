// Kernels of a layer that read each operand and write each result once: gated activation, residual add, embedding.
#pragma once

#include "sim/probe/device/vectors.hpp"
#include "sim/probe/references.hpp"

namespace archipelago {

ARCHIPELAGO_KERNEL gated_activation(const EightHalves* gate, const EightHalves* value, EightHalves* out, std::int64_t vectors) {
  for (auto i = first_element(); i < vectors; i += grid_stride()) {
    const EightHalves a = gate[i], b = value[i];
    EightHalves result;
    for (int e = 0; e < 8; ++e) {
      const float x = bf16_to_float(a.at[e]);
      result.at[e] = float_to_bf16(x / (1 + expf(-x)) * bf16_to_float(b.at[e]));
    }
    out[i] = result;
  }
}

ARCHIPELAGO_KERNEL residual_add(const EightHalves* first, const EightHalves* second, EightHalves* out, std::int64_t vectors) {
  for (auto i = first_element(); i < vectors; i += grid_stride()) {
    const EightHalves a = first[i], b = second[i];
    EightHalves result;
    for (int e = 0; e < 8; ++e) result.at[e] = float_to_bf16(bf16_to_float(a.at[e]) + bf16_to_float(b.at[e]));
    out[i] = result;
  }
}

// One block per row.
ARCHIPELAGO_KERNEL embedding_rows_of(const EightHalves* table, const std::int32_t* tokens, EightHalves* out, std::int64_t vectors_per_row) {
  const std::int64_t row = blockIdx.x;
  const EightHalves* from = table + tokens[row] * vectors_per_row;
  for (std::int64_t i = threadIdx.x; i < vectors_per_row; i += blockDim.x) out[row * vectors_per_row + i] = from[i];
}

} // namespace archipelago
