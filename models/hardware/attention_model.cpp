#include "models/hardware/attention_model.hpp"

#include "models/hardware/name_lookup.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

std::optional<AttentionKernel> attention_kernel_from(std::string_view name) {
  return value_named<AttentionKernel>(attention_kernel_names, name);
}

Flops attention_flops(const AttentionShape& shape) {
  const double masked = shape.causal ? 0.5 * shape.query_length : 0.0;   // queries are the last of the keys
  return Flops(4 * shape.batch * shape.heads * shape.head_size * shape.query_length * (shape.key_length - masked));
}

Bytes attention_bytes(const AttentionShape& shape) {
  const double rows = 2 * shape.heads * shape.query_length + 2 * shape.kv_heads * shape.key_length;
  return Bytes(2 * shape.batch * shape.head_size * rows);
}

std::array<double, 3> attention_coordinates(const AttentionShape& shape) {
  return {std::log2(shape.key_length), std::log2(shape.batch * shape.heads * shape.query_length),
          std::log2(shape.heads / shape.kv_heads)};
}

Seconds attention_time(const AttentionConstants& constants, const AttentionShape& shape) {
  return constants.start + std::max(attention_flops(shape) / constants.rate, attention_bytes(shape) / constants.bandwidth);
}

Seconds AttentionTable::time(const AttentionShape& shape) const {
  const Seconds plain = attention_time(constants, shape);
  if (grid.values.empty()) return plain;
  const auto [keys, rows, sharing] = attention_coordinates(shape);
  return plain * std::exp(grid.at(keys, rows, sharing));
}

Seconds AttentionModel::forward_time(const AttentionShape& shape) const {
  const auto above = std::find_if(tables.begin(), tables.end(),
                                  [&](const AttentionTable& table) { return table.constants.head_size >= shape.head_size; });
  if (above == tables.end()) return tables.back().time(shape);
  if (above == tables.begin() || above->constants.head_size == shape.head_size) return above->time(shape);
  const AttentionTable& below = *(above - 1);
  const double span = above->constants.head_size - below.constants.head_size;
  const double share = (shape.head_size - below.constants.head_size) / span;
  return below.time(shape) * (1 - share) + above->time(shape) * share;
}

} // namespace archipelago
