// Parameters of a decoder-only transformer from its dimensions, tensor by tensor.
//
// Per layer: q, k, v, o (no biases), two norms, and either a feed-forward block (up, down, and gate when gated) or a
// mixture of experts: a router, `experts` blocks of expert_ffn_size, and `shared_experts` blocks that every token uses.
// The first dense_layers layers of a mixture are dense. Outside the layers: embedding, final norm, and an output head
// unless it is tied to the embedding. Defaults for zero fields: kv_heads = heads, head_size = hidden_size / heads,
// expert_ffn_size = ffn_size. With kv_rank > 0 attention is latent: queries (query_rank > 0) and keys with values go through a
// low rank and back, and each head has a rotary part of its own, whose keys all heads share. Each of prediction_layers is one more
// layer with a projection of two hidden states to one. Biases and the norms of latents are not described (under 0.01 %).
// Sources: Llama 3 (arXiv 2407.21783) and Mixtral (arXiv 2401.04088) for the block structure, DeepSeek-V3 (arXiv 2412.19437,
// sections 2.1.1 and 2.2) for latents and further-token prediction.
#pragma once

#include "models/workload/model.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace archipelago {

// Every parameter tensor, bottom to top; each matrix of each expert is a tensor of its own.
std::vector<Tensor> tensors_of(const TransformerShape& shape);

double parameters_of(const TransformerShape& shape);
double active_parameters_of(const TransformerShape& shape);        // per token: experts_per_token of the experts
std::int64_t attention_width(const TransformerShape& shape);       // heads x head size

// A model with tensors, counts and layers filled in from its shape.
Model model_from(std::string name, const TransformerShape& shape, Precision precision);

} // namespace archipelago
