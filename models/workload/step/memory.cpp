#include "models/workload/step/memory.hpp"

#include "models/workload/memory.hpp"
#include "models/workload/step/parameters.hpp"
#include "models/workload/step/pipeline.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

namespace {

double layer_activations(const StepQuestion& question) {   // values per token
  const TransformerShape& shape = question.shape;
  const double tensor = question.layout.tensor, hidden = static_cast<double>(shape.hidden_size);
  const double rows = question.software.sequence_parallel ? tensor : 1;
  if (question.layout.recompute == Recompute::full) return hidden / rows;
  const bool keep_all = question.layout.recompute == Recompute::none;
  const double head_size = static_cast<double>(head_size_of(shape));
  const double heads = static_cast<double>(shape.heads), queries_and_output = 2 * head_size * heads;
  // Selective recomputation of latent attention starts from the latents.
  const bool latents = shape.kv_rank > 0 && !keep_all;
  const double attention = latents ? head_size * heads + static_cast<double>(shape.query_rank + shape.kv_rank + shape.rotary_head_size)
                                   : queries_and_output + 2 * head_size * static_cast<double>(kv_heads_of(shape));
  const double kept = operand_bytes(question.precision) / value_bytes;   // inputs of matrices are kept as they were multiplied
  const double widths = (shape.gated_ffn ? 2 : 1) + (keep_all ? kept : 0);
  const double routed = static_cast<double>(shape.experts_per_token + shape.shared_experts);
  const bool mixture = shape.experts > 0;
  const double block = mixture ? routed * (widths * static_cast<double>(expert_ffn_size_of(shape)) + kept * hidden)
                               : widths * static_cast<double>(shape.ffn_size);
  const double scores = question.software.fused_attention || !keep_all ? 0 : 2.5 * static_cast<double>(shape.heads) * question.sequence_length;
  return hidden * (keep_all ? 2 + 2 * kept : 2 * kept) / rows + (attention + block + scores) / tensor;
}

double micro_batches_in_flight(const StepQuestion& question) {
  const double stages = question.layout.pipeline, chunks = question.layout.virtual_stages;
  const double growth = chunks > 1 ? 1 + (stages - 1) / (stages * chunks) : 1;
  return std::min(question.micro_batches(), stages) * (stages > 1 ? growth : 1);
}

} // namespace

StepMemory step_memory(const StepQuestion& question) {
  const TransformerShape& shape = question.shape;
  const Layout& layout = question.layout;
  const LocalParameters local = local_parameters(shape, layout);
  const Precision kept = question.precision == MathPrecision::tf32 ? Precision::fp32 : Precision::bf16;   // fp8 and fp4 keep bf16 weights
  const std::int64_t members = std::int64_t{1} * layout.data * layout.context;
  const std::int64_t routed_members = std::max<std::int64_t>(members * layout.tensor / layout.expert, 1);
  StepMemory out;
  const auto add = [&](double parameters, std::int64_t shared_by) {
    const auto state = state_memory(parameters, kept, question.optimizer);
    StateMemory part = sharded(state.value_or(StateMemory{}), layout.sharding, shared_by);
    if (question.frozen_weights) part.gradients = part.optimizer = Bytes(0);
    out.weights += part.weights;
    out.gradients += part.gradients;
    out.optimizer += part.optimizer;
  };
  add(local.dense, members);
  add(local.routed, routed_members);
  const double layers = stage_layers(static_cast<double>(all_layers(shape)), layout.pipeline).busiest;
  const double tokens = question.tokens();
  double values = layer_activations(question) * layers * tokens * micro_batches_in_flight(question);
  if (layout.recompute == Recompute::full) {
    StepQuestion whole = question;
    whole.layout.recompute = Recompute::none;
    values += layer_activations(whole) * tokens;
  }
  out.activations = Bytes(value_bytes * values);
  if (layout.sharding == Sharding::full) out.weights += Bytes(2 * value_bytes * (local.dense + local.routed) / layers);
  const double logits = tokens * static_cast<double>(shape.vocabulary) / layout.tensor;
  if (layout.pipeline == 1) out.activations += Bytes(6 * logits);
  out.reserve = Bytes(runtime_reserve);
  return out;
}

std::string why_not(const StepMemory& need, Bytes have) {
  if (need.total() <= have) return {};
  struct Part { const char* name; Bytes size; };
  const Part parts[] = {{"weights", need.weights}, {"gradients", need.gradients}, {"optimizer state", need.optimizer}, {"activations", need.activations}};
  const Part& largest = *std::max_element(std::begin(parts), std::end(parts), [](const Part& a, const Part& b) { return a.size < b.size; });
  return fmt::format("needs {:.1f} GB of {:.1f} GB; {} take {:.1f} GB", need.total().value / 1e9, have.value / 1e9, largest.name, largest.size.value / 1e9);
}

} // namespace archipelago
