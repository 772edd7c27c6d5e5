#include "models/workload/transformer.hpp"
#include "scenarios/build/builders.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

namespace archipelago {

namespace {

constexpr double close = 0.001;   // counts quoted to three digits still match

Precision precision_of(const Part& part) {
  const std::string name = part.text("precision").value_or("bf16");
  return name == "fp32" ? Precision::fp32 : name == "fp8" ? Precision::fp8 : name == "fp4" ? Precision::fp4 : Precision::bf16;
}

TransformerShape shape_of(const Part& part) {
  const auto count = [&](const char* key) { return part.count(key).value_or(0); };
  TransformerShape shape;
  shape.layers = count("layers");
  shape.hidden_size = count("hidden_size");
  shape.heads = count("heads");
  shape.kv_heads = count("kv_heads");
  shape.head_size = count("head_size");
  shape.ffn_size = count("ffn_size");
  shape.vocabulary = count("vocabulary");
  shape.experts = count("experts");
  shape.experts_per_token = count("experts_per_token");
  shape.expert_ffn_size = count("expert_ffn_size");
  shape.shared_experts = count("shared_experts");
  shape.dense_layers = count("dense_layers");
  shape.kv_rank = count("kv_rank");
  shape.query_rank = count("query_rank");
  shape.rotary_head_size = count("rotary_head_size");
  shape.prediction_layers = count("prediction_layers");
  shape.clamped_gate = part.flag("clamped_gate").value_or(false);
  shape.gated_ffn = part.flag("gated_ffn").value_or(true);
  shape.tied_embedding = part.flag("tied_embedding").value_or(false);
  return shape;
}

std::string missing_dimensions(const Part& part) {
  std::string missing;
  for (const char* key : {"layers", "hidden_size", "heads", "ffn_size", "vocabulary"})
    if (!part.has(key)) missing += (missing.empty() ? "" : ", ") + std::string(key);
  return missing;
}

void check_shape(const Part& part, const TransformerShape& shape) {
  if (shape.heads > 0 && shape.head_size == 0 && shape.hidden_size % shape.heads != 0)
    part.wrong("heads", fmt::format("{} heads do not divide hidden_size {}; give head_size if that is meant", shape.heads,
                                    shape.hidden_size));
  if (shape.kv_heads > 0 && shape.heads % shape.kv_heads != 0)
    part.wrong("kv_heads", fmt::format("{} key and value heads do not divide {} heads", shape.kv_heads, shape.heads));
  if (shape.experts_per_token > shape.experts)
    part.wrong("experts_per_token", fmt::format("{} of {} experts", shape.experts_per_token, shape.experts));
  if (shape.experts > 0 && shape.experts_per_token == 0)
    part.wrong("experts", "a mixture of experts needs \"experts_per_token\"");
  for (const char* key : {"query_rank", "rotary_head_size"})
    if (part.has(key) && shape.kv_rank == 0) part.wrong(key, "has an effect only with \"kv_rank\": attention that is not latent has none");
  if (shape.kv_rank > 0 && shape.head_size == 0)
    part.wrong("kv_rank", "latent attention needs \"head_size\", the width of a head without its rotary part");
  if (shape.clamped_gate && shape.experts == 0) part.wrong("clamped_gate", "has an effect only with \"experts\"");
  if (shape.dense_layers > shape.layers)
    part.wrong("dense_layers", fmt::format("{} of {} layers", shape.dense_layers, shape.layers));
}

// All dimensions are there and sound, so that a list of tensors can be made of them.
bool complete(const TransformerShape& shape) {
  return shape.layers > 0 && shape.hidden_size > 0 && shape.heads > 0 && shape.ffn_size > 0 && shape.vocabulary > 0;
}

bool too_many_tensors(const TransformerShape& shape) {
  constexpr std::int64_t limit = 2'000'000;   // the largest published mixtures have some 50,000
  return (shape.layers + shape.prediction_layers) * (shape.experts + shape.shared_experts + 4) > limit;
}

// Stated counts win: a shape can lack parts (low-rank attention, biases) that the count has.
void fit_to_count(const Part& part, Model& model, double stated) {
  const double ratio = stated / model.parameters;
  if (std::abs(ratio - 1) > close) {
    for (Tensor& tensor : model.tensors) tensor.values *= ratio;
    part.assume("tensors", fmt::format("scaled by {:.4f}", ratio),
                "the dimensions give another number of parameters than stated");
  }
  if (ratio < 0.5 || ratio > 2)
    part.wrong("parameters", fmt::format("{:.4g} stated, but the dimensions give {:.4g}", stated, model.parameters));
  model.parameters = stated;
}

void equal_tensors(const Part& part, Model& model, std::int64_t per_layer) {
  if (model.layers == 0) {
    part.wrong("tensors_per_layer", "has an effect only with \"layers\"");
    return;
  }
  const double values = model.parameters / (static_cast<double>(model.layers) * static_cast<double>(per_layer));
  for (int layer = 0; layer < model.layers; ++layer)
    for (std::int64_t k = 0; k < per_layer; ++k)
      model.tensors.push_back({fmt::format("layer{}.{}", layer, k), values, layer, false});
}

void read_fragment_sizes(const Part& part, Model& model) {
  model.fragment_sizes = part.numbers("fragment_sizes");
  if (model.fragment_sizes.empty()) return;
  const double sum = std::accumulate(model.fragment_sizes.begin(), model.fragment_sizes.end(), 0.0);
  if (model.parameters > 0 && std::abs(sum / model.parameters - 1) > 0.01)
    part.wrong("fragment_sizes",
               fmt::format("they add up to {:.6g} values, expected the {:.6g} parameters", sum, model.parameters));
}

} // namespace

void build_model(const Part& root, World& world) {
  const auto found = root.object("model");
  if (!found) return;
  const Part& part = *found;
  Model& model = world.model;
  const Precision precision = precision_of(part);
  const TransformerShape shape = shape_of(part);
  const std::string missing = missing_dimensions(part);
  const auto stated = part.number("parameters");
  check_shape(part, shape);

  if (too_many_tensors(shape)) {
    part.wrong("layers",
               fmt::format("{} layers of {} experts are more tensors than can be handled", shape.layers, shape.experts));
  } else if (complete(shape)) {
    model = model_from("", shape, precision);
    if (stated) fit_to_count(part, model, *stated);
  } else {
    if (!part.has("parameters") && !missing.empty())
      part.wrong("", fmt::format("\"parameters\" is missing; expected it, or the missing dimensions: {}", missing));
    model.parameters = stated.value_or(0);
    model.active_parameters = model.parameters;
    model.precision = precision;
    model.layers = static_cast<int>(shape.layers);
    if (shape.layers > 0 && shape.hidden_size > 0) model.shape = shape;   // enough for the work of attention
    if (!part.has("layers"))
      part.assume("layers", "unknown", "the model is one piece: nothing is ready before the end of a step");
  }
  model.name = part.text("name").value_or("");
  model.source = part.text("source").value_or("");

  if (const auto active = part.number("active_parameters")) model.active_parameters = *active;
  if (model.active_parameters > model.parameters * (1 + close))
    part.wrong("active_parameters", fmt::format("{:.6g} of {:.6g} parameters", model.active_parameters, model.parameters));
  if (!part.has("active_parameters") && model.parameters > 0)
    part.assume("active_parameters", fmt::format("{:.6g}", model.active_parameters),
                complete(shape) ? "from the dimensions" : "dense: all parameters");

  model.traffic_share = part.number("traffic_share").value_or(1);
  if (const auto per_layer = part.count("tensors_per_layer")) {
    if (!model.tensors.empty()) part.wrong("tensors_per_layer", "has no effect: the dimensions already give the tensors");
    else equal_tensors(part, model, *per_layer);
  }
  read_fragment_sizes(part, model);
}

void build_training(const Part& root, World& world) {
  const auto part = root.object("training");
  if (!part) return;
  world.training.tokens_per_step = part->number("tokens_per_step").value_or(0);
  world.training.sequence_length = part->number("sequence_length").value_or(0);
  world.training.target_tokens = part->number("target_tokens");
  world.training.optimizer = part->text("optimizer").value_or("adamw");
  if (world.training.sequence_length > world.training.tokens_per_step && world.training.tokens_per_step > 0)
    part->wrong("sequence_length", fmt::format("{} tokens do not fit in tokens_per_step {}", world.training.sequence_length,
                                               world.training.tokens_per_step));
}

} // namespace archipelago
