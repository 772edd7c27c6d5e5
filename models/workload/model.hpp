// A model as the simulator needs it: how many values move, in which pieces, and how much work a token is.
#pragma once

#include "models/units.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

enum class Precision { fp32, bf16, fp8, fp4 };
constexpr double bytes_per_value(Precision p) {
  return p == Precision::fp32 ? 4.0 : p == Precision::bf16 ? 2.0 : p == Precision::fp8 ? 1.0 : 0.5;
}

// Dimensions of a transformer, dense or mixture of experts. Absent where the user gave only a parameter count.
struct TransformerShape {
  std::int64_t layers = 0, hidden_size = 0, heads = 0, kv_heads = 0, head_size = 0, ffn_size = 0, vocabulary = 0;
  std::int64_t experts = 0, experts_per_token = 0, expert_ffn_size = 0, shared_experts = 0, dense_layers = 0;
  bool gated_ffn = true, tied_embedding = false;
  // Latent attention: ranks of the compressed queries and keys, and the part of a head that carries the position. 0 = none.
  std::int64_t query_rank = 0, kv_rank = 0, rotary_head_size = 0;
  // Modules behind the last layer that learn to predict further tokens, each a layer with a projection and logits of its own
  // (DeepSeek-V3, arXiv 2412.19437, section 2.2).
  std::int64_t prediction_layers = 0;
  bool clamped_gate = false;                  // biased matrices and a clamped, shifted gate (gpt-oss)
};

// One parameter tensor. `layer` is -1 for what is not in a transformer layer (embedding, head, final norm).
struct Tensor {
  std::string name;
  double values = 0;
  int layer = -1;
  bool embedding = false;                     // averaged directly, and much larger than the others
};

struct Model {
  std::string name;
  double parameters = 0;
  double active_parameters = 0;               // per token; equals parameters when dense
  int layers = 0;                             // 0 = not given: the model is one piece
  Precision precision = Precision::bf16;
  std::optional<TransformerShape> shape;
  std::vector<Tensor> tensors;                // empty when only a parameter count is known: fragments are then equal
  std::vector<double> fragment_sizes;         // values per fragment, where the user states them
  double traffic_share = 1.0;                 // share of the parameters that a synchronization carries
  std::string source;
};

} // namespace archipelago
