#include "models/workload/transformer.hpp"

#include <utility>

namespace archipelago {

namespace {

class TensorList {
public:
  explicit TensorList(const TransformerShape& shape) : shape_(shape) {}

  std::vector<Tensor> all() {
    add("embedding", shape_.vocabulary, shape_.hidden_size, -1);
    tensors_.back().embedding = true;
    for (int layer = 0; layer < shape_.layers + shape_.prediction_layers; ++layer) {
      const std::string prefix = "layer" + std::to_string(layer) + ".";
      add_attention(prefix, layer);
      if (shape_.experts > 0 && layer >= shape_.dense_layers) add_experts(prefix, layer);
      else add_block(prefix + "ffn.", shape_.ffn_size, layer);
      if (layer >= shape_.layers) add(prefix + "projection", 2 * shape_.hidden_size, shape_.hidden_size, layer);
    }
    add("final_norm", shape_.hidden_size, 1, -1);
    if (!shape_.tied_embedding) add("head", shape_.vocabulary, shape_.hidden_size, -1);
    return std::move(tensors_);
  }

private:
  void add(std::string name, std::int64_t rows, std::int64_t columns, int layer) {
    tensors_.push_back({std::move(name), static_cast<double>(rows) * static_cast<double>(columns), layer, false});
  }

  void add_attention(const std::string& prefix, int layer) {
    const std::int64_t width = attention_width(shape_);
    const std::int64_t kv_width = shape_.kv_heads > 0 ? width / shape_.heads * shape_.kv_heads : width;
    add(prefix + "attention_norm", shape_.hidden_size, 1, layer);
    if (shape_.kv_rank > 0) {
      const std::int64_t rotary = shape_.heads * shape_.rotary_head_size;
      if (shape_.query_rank > 0) add(prefix + "q_down", shape_.hidden_size, shape_.query_rank, layer);
      add(prefix + "q", shape_.query_rank > 0 ? shape_.query_rank : shape_.hidden_size, width + rotary, layer);
      add(prefix + "kv_down", shape_.hidden_size, shape_.kv_rank + shape_.rotary_head_size, layer);
      add(prefix + "kv", shape_.kv_rank, 2 * width, layer);
    } else {
      add(prefix + "q", shape_.hidden_size, width, layer);
      add(prefix + "k", shape_.hidden_size, kv_width, layer);
      add(prefix + "v", shape_.hidden_size, kv_width, layer);
    }
    add(prefix + "o", width, shape_.hidden_size, layer);
    add(prefix + "ffn_norm", shape_.hidden_size, 1, layer);
  }

  void add_block(const std::string& prefix, std::int64_t ffn_size, int layer) {
    if (shape_.gated_ffn) add(prefix + "gate", shape_.hidden_size, ffn_size, layer);
    add(prefix + "up", shape_.hidden_size, ffn_size, layer);
    add(prefix + "down", ffn_size, shape_.hidden_size, layer);
  }

  void add_experts(const std::string& prefix, int layer) {
    const std::int64_t ffn_size = shape_.expert_ffn_size > 0 ? shape_.expert_ffn_size : shape_.ffn_size;
    add(prefix + "router", shape_.hidden_size, shape_.experts, layer);
    for (std::int64_t k = 0; k < shape_.shared_experts; ++k)
      add_block(prefix + "shared" + std::to_string(k) + ".", ffn_size, layer);
    for (std::int64_t k = 0; k < shape_.experts; ++k) add_block(prefix + "expert" + std::to_string(k) + ".", ffn_size, layer);
  }

  const TransformerShape& shape_;
  std::vector<Tensor> tensors_;
};

} // namespace

std::int64_t attention_width(const TransformerShape& shape) {
  return shape.head_size > 0 ? shape.heads * shape.head_size : shape.hidden_size;
}

std::vector<Tensor> tensors_of(const TransformerShape& shape) { return TensorList(shape).all(); }

double parameters_of(const TransformerShape& shape) {
  double sum = 0;
  for (const Tensor& tensor : tensors_of(shape)) sum += tensor.values;
  return sum;
}

double active_parameters_of(const TransformerShape& shape) {
  TransformerShape active = shape;   // the router sees every expert, so only the experts themselves are thinned
  active.experts = shape.experts > 0 ? shape.experts_per_token : 0;
  const double moe_layers = shape.experts > 0 ? static_cast<double>(shape.layers + shape.prediction_layers - shape.dense_layers) : 0.0;
  const double unseen_router = moe_layers * static_cast<double>((shape.experts - active.experts) * shape.hidden_size);
  return parameters_of(active) + unseen_router;
}

Model model_from(std::string name, const TransformerShape& shape, Precision precision) {
  Model model;
  model.name = std::move(name);
  model.layers = static_cast<int>(shape.layers + shape.prediction_layers);
  model.precision = precision;
  model.shape = shape;
  model.tensors = tensors_of(shape);
  for (const Tensor& tensor : model.tensors) model.parameters += tensor.values;
  model.active_parameters = active_parameters_of(shape);
  return model;
}

} // namespace archipelago
