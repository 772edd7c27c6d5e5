#include "models/workload/step/kernels.hpp"

#include "models/workload/step/parameters.hpp"

#include <algorithm>

namespace archipelago {

namespace {

BlockTime& operator+=(BlockTime& a, const BlockTime& b) {
  a.forward += b.forward;
  a.backward += b.backward;
  a.again += b.again;
  return a;
}

BlockTime recomputed(BlockTime block) {
  block.again = block.forward;
  return block;
}

} // namespace

KernelTime& KernelTime::operator+=(const KernelTime& other) {
  matrix += other.matrix;
  attention += other.attention;
  pointwise += other.pointwise;
  launches += other.launches;
  return *this;
}

KernelTime operator*(const KernelTime& time, double factor) {
  return {time.matrix * factor, time.attention * factor, time.pointwise * factor, time.launches * factor};
}

StepKernels::StepKernels(const StepQuestion& question)
    : question_(question), gemm_(question.profile.gemm_at(question.precision)), tokens_(question.tokens()),
      hidden_(static_cast<double>(question.shape.hidden_size)), tensor_(question.layout.tensor) {
  rows_ = question.software.sequence_parallel ? tokens_ / tensor_ : tokens_;
}

BlockTime StepKernels::linear(double rows, double n, double k) const {
  const bool weights = !question_.frozen_weights;
  const double quantise = question_.precision == MathPrecision::bf16 ? 0 : 1;
  BlockTime block;
  block.forward = {gemm_.time(rows, n, k), {}, {}, 1 + quantise};
  block.backward = {gemm_.time(rows, k, n) + (weights ? gemm_.time(k, n, rows) : Seconds(0)), {}, {}, (weights ? 2 : 1) + quantise};
  return block;
}

BlockTime StepKernels::grouped(double rows, double groups, double n, double k) const {
  const Seconds start = gemm_.constants.start;
  const auto time = [&](double m, double width, double depth) { return (gemm_.time(m, width, depth) - start) * groups + start; };
  BlockTime block;
  const double quantise = question_.precision == MathPrecision::bf16 ? 0 : 1;
  block.forward = {time(rows, n, k), {}, {}, groups * (1 + quantise)};
  block.backward = {time(rows, k, n) + (question_.frozen_weights ? Seconds(0) : time(k, n, rows)), {}, {}, groups * (2 + quantise)};
  return block;
}

BlockTime StepKernels::pointwise(MemoryKernel forward, MemoryKernel backward, double forward_bytes, double backward_bytes) const {
  const auto time = [&](MemoryKernel kind, double ideal) {
    const double bytes = ideal * question_.software.extra_traffic;
    const Seconds alone = question_.profile.memory_time(kind, Bytes(bytes));
    return question_.software.fused_pointwise ? std::min(alone, question_.profile.memory_time(MemoryKernel::copy, Bytes(bytes))) : alone;
  };
  BlockTime block;
  block.forward = {{}, {}, time(forward, forward_bytes), 1};
  block.backward = {{}, {}, time(backward, backward_bytes), 1};
  return block;
}

BlockTime StepKernels::norm_and_residual() const {
  const double bytes = value_bytes * rows_ * hidden_;
  BlockTime block = recomputed(pointwise(MemoryKernel::norm_forward, MemoryKernel::norm_backward, 2 * bytes, 3 * bytes));
  block += pointwise(MemoryKernel::residual_add, MemoryKernel::residual_add, 3 * bytes, 3 * bytes);
  return block;
}

BlockTime StepKernels::unfused_attention() const {
  const TransformerShape& shape = question_.shape;
  const double heads = static_cast<double>(shape.heads) / tensor_, head_size = static_cast<double>(head_size_of(shape));
  const double batch = question_.layout.micro_batch * heads / question_.layout.context, length = question_.sequence_length;
  const Seconds start = gemm_.constants.start;
  const auto products = [&](double m, double n, double k) { return (question_.profile.gemm_time(m, n, k, MathPrecision::bf16) - start) * batch + start; };
  const double scores = value_bytes * batch * length * length;
  // Softmax and dropout stream over the scores; products read or write them once more inside their own traffic.
  BlockTime block = pointwise(MemoryKernel::copy, MemoryKernel::copy, 4 * scores, 6 * scores);
  block.forward.attention = products(length, length, head_size) + products(length, head_size, length);
  block.backward.attention = block.forward.attention * 2;
  block.forward.launches += 2;
  block.backward.launches += 4;
  return block;
}

BlockTime StepKernels::core_attention() const {
  if (!question_.software.fused_attention) return unfused_attention();
  const TransformerShape& shape = question_.shape;
  const double heads = static_cast<double>(shape.heads) / tensor_;
  const double kv_heads = std::max(1.0, static_cast<double>(kv_heads_of(shape)) / tensor_);
  const AttentionShape piece{question_.layout.micro_batch / static_cast<double>(question_.layout.context), question_.sequence_length,
                             question_.sequence_length, heads, std::min(heads, kv_heads),
                             static_cast<double>(head_size_of(shape)) + 0.5 * static_cast<double>(shape.rotary_head_size), true};
  const AttentionModel& model = question_.profile.attention_by(question_.software.attention);
  const Seconds forward = model.forward_time(piece);
  BlockTime block;
  block.forward = {{}, forward, {}, 1};
  block.backward = {{}, forward * question_.software.backward_ratio.value_or(model.backward_ratio), {}, 3};
  return block;
}

BlockTime StepKernels::attention_block() const {
  const TransformerShape& shape = question_.shape;
  const double head_size = static_cast<double>(head_size_of(shape)), width = static_cast<double>(shape.heads) * head_size / tensor_;
  const double kv_width = std::max(1.0, static_cast<double>(kv_heads_of(shape)) / tensor_) * head_size;
  BlockTime block = norm_and_residual();
  double turned = width + kv_width;            // values that carry a position
  if (shape.kv_rank > 0) {
    const auto query_rank = static_cast<double>(shape.query_rank), kv_rank = static_cast<double>(shape.kv_rank);
    const double rotary = static_cast<double>(shape.rotary_head_size), rotary_width = rotary * static_cast<double>(shape.heads) / tensor_;
    const double queries = width + rotary_width;
    block += linear(tokens_, (query_rank > 0 ? query_rank : queries) + kv_rank + rotary, hidden_);
    if (query_rank > 0) block += recomputed(linear(tokens_, queries, query_rank));
    block += recomputed(linear(tokens_, 2 * width, kv_rank));
    turned = 2 * (width + rotary_width);       // heads are put together from two parts
  } else {
    block += linear(tokens_, width + 2 * kv_width, hidden_);
  }
  const double bytes = 2 * value_bytes * tokens_ * turned;
  block += pointwise(MemoryKernel::activation, MemoryKernel::activation, bytes, bytes);
  // A fused kernel's backward pass starts from what the selective scheme keeps anyway.
  block += question_.software.fused_attention ? core_attention() : recomputed(core_attention());
  block += linear(tokens_, hidden_, width);
  return block;
}

BlockTime StepKernels::feed_forward(double rows, double width) const {
  const bool gated = question_.shape.gated_ffn;
  BlockTime block = linear(rows, gated ? 2 * width : width, hidden_);
  const double bytes = value_bytes * rows * width;
  block += recomputed(pointwise(MemoryKernel::activation, MemoryKernel::activation, (gated ? 3 : 2) * bytes, (gated ? 5 : 3) * bytes));
  block += linear(rows, hidden_, width);
  return block;
}

BlockTime StepKernels::dense_block() const {
  BlockTime block = norm_and_residual();
  block += feed_forward(tokens_, static_cast<double>(question_.shape.ffn_size) / tensor_);
  return block;
}

BlockTime StepKernels::mixture_block() const {
  const TransformerShape& shape = question_.shape;
  const double width = static_cast<double>(expert_ffn_size_of(shape)), rows = tokens_ / tensor_;
  const double routed = rows * static_cast<double>(shape.experts_per_token);
  const double groups = static_cast<double>(shape.experts) / question_.layout.expert, each = routed / groups;
  BlockTime block = norm_and_residual();
  block += linear(rows, static_cast<double>(shape.experts), hidden_);
  block.forward.launches += 8;                 // scores, top k, counts, offsets: small, but issued one by one
  block.backward.launches += 6;
  const double moved = 2 * value_bytes * routed * hidden_;
  block += pointwise(MemoryKernel::copy, MemoryKernel::copy, 2 * moved, 2 * moved);   // to the experts' order and back
  block += grouped(each, groups, shape.gated_ffn ? 2 * width : width, hidden_);
  // No kernel fuses the clamped one: two biases, two clamps, scaled sigmoid, shift, products and the router's weight pass one by one.
  const bool by_operation = shape.clamped_gate;
  const double bytes = (by_operation ? question_.software.clamped_gate_bytes : value_bytes) * routed * width;
  block += recomputed(pointwise(MemoryKernel::activation, MemoryKernel::activation, (by_operation ? 30 : 3) * bytes, (by_operation ? 44 : 5) * bytes));
  block += grouped(each, groups, hidden_, width);
  if (shape.shared_experts > 0) block += feed_forward(tokens_, width * static_cast<double>(shape.shared_experts) / tensor_);
  return block;
}

BlockTime StepKernels::embedding() const {
  const double bytes = 2 * value_bytes * rows_ * hidden_;
  return pointwise(MemoryKernel::embedding, MemoryKernel::embedding, bytes, 2 * bytes);
}

BlockTime StepKernels::head() const {
  const double vocabulary = static_cast<double>(question_.shape.vocabulary) / tensor_, bytes = value_bytes * rows_ * hidden_;
  const auto product = [&](double m, double n, double k) { return question_.profile.gemm_time(m, n, k, MathPrecision::bf16); };
  BlockTime block = pointwise(MemoryKernel::norm_forward, MemoryKernel::norm_backward, 2 * bytes, 3 * bytes);
  const double logits = 8 * tokens_ * vocabulary;
  block += pointwise(MemoryKernel::activation, MemoryKernel::activation, logits, logits);
  block.forward += {product(tokens_, vocabulary, hidden_), {}, {}, 1};
  const Seconds weights = question_.frozen_weights ? Seconds(0) : product(hidden_, vocabulary, tokens_);
  block.backward += {product(tokens_, hidden_, vocabulary) + weights, {}, {}, 2};
  return block;
}

BlockTime StepKernels::projection() const { return linear(tokens_, hidden_ / tensor_, 2 * hidden_); }

Seconds StepKernels::optimizer(double parameters) const {
  return question_.frozen_weights ? Seconds(0) : question_.profile.optimizer_time(parameters);
}

Seconds StepKernels::accumulation(double parameters) const {
  if (question_.frozen_weights) return Seconds(0);
  return Bytes(8 * parameters) / question_.profile.memory_kernel(MemoryKernel::copy).bandwidth;   // inside the weights' products
}

} // namespace archipelago
