// Kernels that fill operands with the sample values that references are computed from.
#pragma once

#include "sim/probe/device/vectors.hpp"
#include "sim/probe/references.hpp"

namespace archipelago {

ARCHIPELAGO_KERNEL fill_halves(std::uint16_t* out, std::int64_t count, std::uint32_t seed, float scale) {
  for (auto i = first_element(); i < count; i += grid_stride()) out[i] = float_to_bf16(scale * sample_value(seed, static_cast<std::uint64_t>(i)));
}

ARCHIPELAGO_KERNEL fill_fp8(std::uint8_t* out, std::int64_t count, std::uint32_t seed) {
  for (auto i = first_element(); i < count; i += grid_stride()) out[i] = sample_fp8(seed, static_cast<std::uint64_t>(i));
}

ARCHIPELAGO_KERNEL fill_floats(float* out, std::int64_t count, std::uint32_t seed, bool magnitudes) {
  for (auto i = first_element(); i < count; i += grid_stride()) {
    const float value = sample_value(seed, static_cast<std::uint64_t>(i));
    out[i] = magnitudes && value < 0 ? -value : value;
  }
}

ARCHIPELAGO_KERNEL fill_tokens(std::int32_t* out, std::int64_t rows) {
  for (auto i = first_element(); i < rows; i += grid_stride())
    out[i] = static_cast<std::int32_t>(sample_bits(seed_tokens, static_cast<std::uint64_t>(i)) % embedding_rows);
}

} // namespace archipelago
