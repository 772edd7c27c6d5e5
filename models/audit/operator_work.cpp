#include "models/audit/operator_work.hpp"

#include <cstddef>

namespace archipelago {

namespace {

std::optional<double> product_flops(const std::vector<Shape>& inputs, std::size_t first) {
  if (inputs.size() < first + 2) return std::nullopt;
  const Shape &a = inputs[first], &b = inputs[first + 1];
  if (a.size() < 2 || a.size() != b.size() || a.back() != b[b.size() - 2]) return std::nullopt;
  double flops = 2.0 * static_cast<double>(b.back());
  for (const std::int64_t extent : a) flops *= static_cast<double>(extent);
  return flops;
}

// Queries and keys as batch, heads, sequence, head dimension; or with sequence before heads.
std::optional<double> attention_flops(const std::vector<Shape>& inputs, std::size_t first, bool heads_first) {
  if (inputs.size() < first + 2) return std::nullopt;
  const Shape &query = inputs[first], &key = inputs[first + 1];
  if (query.size() != 4 || key.size() != 4) return std::nullopt;
  double flops = 0.5 * 4.0 * static_cast<double>(key[heads_first ? 2 : 1]);
  for (const std::int64_t extent : query) flops *= static_cast<double>(extent);
  return flops;
}

constexpr double backward_over_forward = 2.5;

std::optional<double> times(double factor, std::optional<double> flops) {
  if (flops) *flops *= factor;
  return flops;
}

} // namespace

std::optional<double> operator_flops(std::string_view name, const std::vector<Shape>& inputs) {
  if (name == "aten::mm" || name == "aten::bmm" || name == "aten::_scaled_mm") return product_flops(inputs, 0);
  if (name == "aten::addmm" || name == "aten::baddbmm") return product_flops(inputs, 1);
  if (name == "aten::_flash_attention_forward" || name == "flash_attn::_flash_attn_forward") return attention_flops(inputs, 0, false);
  if (name == "aten::_scaled_dot_product_cudnn_attention" || name == "aten::_cudnn_attention_forward") return attention_flops(inputs, 0, true);
  if (name == "aten::_flash_attention_backward" || name == "flash_attn::_flash_attn_backward")
    return times(backward_over_forward, attention_flops(inputs, 1, false));
  if (name == "aten::_scaled_dot_product_cudnn_attention_backward") return times(backward_over_forward, attention_flops(inputs, 1, true));
  return std::nullopt;
}

} // namespace archipelago
