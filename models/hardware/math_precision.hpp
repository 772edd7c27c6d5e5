// The format in which a matrix product is done, and the names it has in files.
//
// tf32 is what fp32 models use for their matrices; fp8 is 8-bit with per-tensor or per-block scales; fp4 has block scales.
// Accumulation is in 32 bits and results are written as bf16 (tf32: as fp32).
#pragma once

#include "models/hardware/name_lookup.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace archipelago {

enum class MathPrecision { tf32, bf16, fp8, fp4 };
inline constexpr std::array<std::string_view, 4> math_precision_names{"tf32", "bf16", "fp8", "fp4"};

constexpr std::string_view name_of(MathPrecision precision) { return math_precision_names[static_cast<std::size_t>(precision)]; }

constexpr std::optional<MathPrecision> math_precision_from(std::string_view name) {
  return value_named<MathPrecision>(math_precision_names, name);
}

// Of an operand; block scales are left out (1/16 byte per fp4 value at most).
constexpr double operand_bytes(MathPrecision precision) {
  constexpr std::array<double, 4> bytes{4.0, 2.0, 1.0, 0.5};
  return bytes[static_cast<std::size_t>(precision)];
}
constexpr double output_bytes(MathPrecision precision) { return precision == MathPrecision::tf32 ? 4.0 : 2.0; }

} // namespace archipelago
