// Floating-point work of a PyTorch operator from the shapes of its inputs (profiles taken with record_shapes=True).
//
//   matrix product  2 m n k                     aten::mm, addmm, bmm, baddbmm, _scaled_mm
//   attention       4 b h s t d, half of it causal; backward 2.5 times that (FlashAttention-2, arXiv 2307.08691)
//
// Attention is counted as causal, as in language-model training. Operators that only call others (aten::linear) and
// those whose shapes don't tell (convolutions, packed sequences) give nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace archipelago {

using Shape = std::vector<std::int64_t>;

std::optional<double> operator_flops(std::string_view name, const std::vector<Shape>& inputs);

} // namespace archipelago
