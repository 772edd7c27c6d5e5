// Parameters by where they lie, in closed form: parameters_of() of transformer.hpp without its list of tensors.
//
// Latent attention (DeepSeek-V2, arXiv 2405.04434) is counted by its ranks where the shape has them.
#pragma once

#include "models/workload/layout.hpp"
#include "models/workload/model.hpp"

namespace archipelago {

struct LayerParameters {
  double attention = 0, dense = 0;            // two norms with the attention; feed-forward block of a dense layer
  double shared = 0, routed = 0;              // of a mixture layer: router and shared experts; the routed experts
};

LayerParameters layer_parameters(const TransformerShape& shape);
double embedding_parameters(const TransformerShape& shape);   // one table

std::int64_t head_size_of(const TransformerShape& shape);
std::int64_t kv_heads_of(const TransformerShape& shape);
std::int64_t expert_ffn_size_of(const TransformerShape& shape);
std::int64_t all_layers(const TransformerShape& shape);   // with those that predict further tokens
std::int64_t mixture_layers(const TransformerShape& shape);

// Held by one accelerator: layers split over tensor and pipeline, routed experts over expert and pipeline.
struct LocalParameters { double dense = 0, routed = 0; };
LocalParameters local_parameters(const TransformerShape& shape, const Layout& layout);

} // namespace archipelago
