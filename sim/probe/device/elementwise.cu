// Gated activation, residual add and embedding, with the kernels of elementwise_kernels.hpp.
#include "sim/probe/device/elementwise_kernels.hpp"
#include "sim/probe/device/fill.hpp"
#include "sim/probe/references.hpp"

namespace archipelago {

namespace {

EightHalves* eight(std::uint16_t* values) { return reinterpret_cast<EightHalves*>(values); }

class Elementwise : public Workload {
public:
  Elementwise(const RowsCase& shape, ProbeOperation operation, const WorkloadContext& context)
      : count_(shape.rows * shape.width), gated_(operation == ProbeOperation::activation), context_(context), first_(count_, context.copies),
        second_(count_, context.copies), result_(count_, context.copies) {
    fill(first_, seed_first, context_);
    fill(second_, seed_second, context_);
  }

  const char* kernel() const override { return "archipelago"; }

  void launch(int turn) override {
    const std::int64_t vectors = count_ / 8;
    const unsigned blocks = blocks_for(vectors, context_);
    const EightHalves *first = eight(first_.at(turn)), *second = eight(second_.at(turn));
    if (gated_) gated_activation<<<blocks, grid_threads, 0, context_.stream>>>(first, second, eight(result_.at(turn)), vectors);
    else residual_add<<<blocks, grid_threads, 0, context_.stream>>>(first, second, eight(result_.at(turn)), vectors);
    check_launch("elementwise");
  }

  ReferenceComparison check() override {
    result_.poison();
    launch(0);
    wait_for(context_);
    ReferenceComparison comparison;
    for (const auto place : sampled_places(count_, 128)) {
      const auto index = static_cast<std::uint64_t>(place);
      const auto expected = gated_ ? expected_activation(index) : expected_residual(index);
      comparison.add(bf16_to_float(result_.read(place)), expected.value, expected.tolerance);
    }
    return comparison;
  }

private:
  std::int64_t count_;
  bool gated_;
  WorkloadContext context_;
  Rotating<std::uint16_t> first_, second_, result_;
};

class Embedding : public Workload {
public:
  Embedding(const RowsCase& shape, const WorkloadContext& context)
      : shape_(shape), context_(context), table_(embedding_rows * shape.width, context.copies), result_(shape.rows * shape.width, context.copies),
        tokens_(shape.rows * token_turns, 1) {
    fill(table_, seed_first, context_);
    fill_with_tokens(tokens_, context_);
  }

  const char* kernel() const override { return "archipelago"; }

  void launch(int turn) override {
    const std::int32_t* tokens = tokens_.at(0) + turn % token_turns * shape_.rows;
    embedding_rows_of<<<static_cast<unsigned>(shape_.rows), grid_threads, 0, context_.stream>>>(eight(table_.at(turn)), tokens,
                                                                                                eight(result_.at(turn)), shape_.width / 8);
    check_launch("embedding");
  }

  ReferenceComparison check() override {
    result_.poison();
    launch(0);
    wait_for(context_);
    ReferenceComparison comparison;
    for (const auto row : sampled_places(shape_.rows, 16))
      for (const auto column : sampled_places(shape_.width, 8)) {
        const auto from = expected_token(static_cast<std::uint64_t>(row)) * shape_.width + column;
        comparison.add(bf16_to_float(result_.read(row * shape_.width + column)), sample_value(seed_first, static_cast<std::uint64_t>(from)), 0);
      }
    return comparison;
  }

private:
  static constexpr int token_turns = 16;      // other rows of the table each time: it is large, what one launch reads of it is not

  RowsCase shape_;
  WorkloadContext context_;
  Rotating<std::uint16_t> table_, result_;
  Rotating<std::int32_t> tokens_;
};

} // namespace

std::unique_ptr<Workload> make_elementwise(const ProbeCase& probe_case, const WorkloadContext& context) {
  const auto& shape = std::get<RowsCase>(probe_case.shape);
  if (shape.width % 8 != 0) throw Unsupported("elementwise kernels take widths that are multiples of 8");
  if (probe_case.operation == ProbeOperation::embedding) return std::make_unique<Embedding>(shape, context);
  return std::make_unique<Elementwise>(shape, probe_case.operation, context);
}

} // namespace archipelago
