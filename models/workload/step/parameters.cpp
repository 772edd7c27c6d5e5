#include "models/workload/step/parameters.hpp"

#include <cmath>

namespace archipelago {

std::int64_t head_size_of(const TransformerShape& shape) { return shape.head_size > 0 ? shape.head_size : shape.hidden_size / shape.heads; }
std::int64_t kv_heads_of(const TransformerShape& shape) { return shape.kv_heads > 0 ? shape.kv_heads : shape.heads; }
std::int64_t expert_ffn_size_of(const TransformerShape& shape) { return shape.expert_ffn_size > 0 ? shape.expert_ffn_size : shape.ffn_size; }
std::int64_t all_layers(const TransformerShape& shape) { return shape.layers + shape.prediction_layers; }
std::int64_t mixture_layers(const TransformerShape& shape) { return shape.experts > 0 ? all_layers(shape) - shape.dense_layers : 0; }

LayerParameters layer_parameters(const TransformerShape& shape) {
  const auto hidden = static_cast<double>(shape.hidden_size), width = static_cast<double>(shape.heads * head_size_of(shape));
  const auto kv_width = static_cast<double>(kv_heads_of(shape) * head_size_of(shape));
  const double matrices = shape.gated_ffn ? 3 : 2;
  const double expert = matrices * hidden * static_cast<double>(expert_ffn_size_of(shape));
  LayerParameters out;
  if (shape.kv_rank > 0) {
    const auto kv_rank = static_cast<double>(shape.kv_rank), query_rank = static_cast<double>(shape.query_rank);
    const auto rotary = static_cast<double>(shape.rotary_head_size), heads = static_cast<double>(shape.heads);
    out.attention = hidden * (query_rank + kv_rank + rotary) + (query_rank > 0 ? query_rank : hidden) * (width + heads * rotary) +
                    2 * kv_rank * width + hidden * width;
  } else {
    out.attention = hidden * (2 * width + 2 * kv_width);
  }
  out.attention += 2 * hidden;
  out.dense = matrices * hidden * static_cast<double>(shape.ffn_size);
  if (shape.experts > 0) {
    out.shared = hidden * static_cast<double>(shape.experts) + static_cast<double>(shape.shared_experts) * expert;
    out.routed = static_cast<double>(shape.experts) * expert;
  }
  return out;
}

double embedding_parameters(const TransformerShape& shape) { return static_cast<double>(shape.vocabulary * shape.hidden_size); }

LocalParameters local_parameters(const TransformerShape& shape, const Layout& layout) {
  const LayerParameters layer = layer_parameters(shape);
  const auto mixtures = static_cast<double>(mixture_layers(shape)), layers = static_cast<double>(all_layers(shape));
  const double stages = layout.pipeline, tables = shape.tied_embedding && layout.pipeline == 1 ? 1 : 2;
  // The first and last stage hold a table each: the fullest stage counts.
  const double table = embedding_parameters(shape) * (layout.pipeline == 1 ? tables : 1);
  const double layer_share = std::ceil(layers / stages) / layers;
  return {((layers * layer.attention + (layers - mixtures) * layer.dense + mixtures * layer.shared) * layer_share + table) / layout.tensor,
          mixtures * layer.routed * layer_share / layout.expert};
}

} // namespace archipelago
