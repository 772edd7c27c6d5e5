// Normalisation of rows and its gradient, with the kernels of norm_kernels.hpp.
#include "sim/probe/device/fill.hpp"
#include "sim/probe/device/norm_kernels.hpp"
#include "sim/probe/references.hpp"

namespace archipelago {

namespace {

EightHalves* eight(std::uint16_t* values) { return reinterpret_cast<EightHalves*>(values); }

class Norm : public Workload {
public:
  Norm(const RowsCase& shape, bool backward, const WorkloadContext& context)
      : shape_(shape), backward_(backward), context_(context), x_(count(), context.copies), result_(count(), context.copies),
        slopes_(backward ? count() : 8, context.copies), weights_(shape.width, 1), weight_gradients_(shape.width, 1) {
    fill(x_, seed_first, context_);
    fill(slopes_, seed_second, context_);
    fill(weights_, seed_weight, context_);
    weight_gradients_.set_bytes(0);
  }

  const char* kernel() const override { return "archipelago"; }

  void launch(int turn) override {
    const int vectors = static_cast<int>(shape_.width / 8), threads = std::min(256, vectors);
    const std::size_t sums = static_cast<std::size_t>(threads / lanes) * sizeof(float);
    if (backward_) {
      const auto blocks = static_cast<unsigned>(std::min<std::int64_t>(shape_.rows, 4 * context_.multiprocessors));
      norm_backward<<<blocks, threads, 2 * sums, context_.stream>>>(eight(x_.at(turn)), eight(weights_.at(0)), eight(slopes_.at(turn)),
                                                                    eight(result_.at(turn)), weight_gradients_.at(0), shape_.rows, vectors);
    } else {
      const auto blocks = static_cast<unsigned>(shape_.rows);
      norm_forward<<<blocks, threads, sums, context_.stream>>>(eight(x_.at(turn)), eight(weights_.at(0)), eight(result_.at(turn)), vectors);
    }
    check_launch("norm");
  }

  ReferenceComparison check() override {
    result_.poison();
    weight_gradients_.set_bytes(0);           // launches add to them
    launch(0);
    wait_for(context_);
    ReferenceComparison comparison;
    for (const auto row : sampled_places(shape_.rows, 4)) {
      const auto expected = backward_ ? expected_norm_gradient(row, shape_.width) : expected_norm(row, shape_.width);
      for (const auto column : sampled_places(shape_.width, 64)) {
        const auto& at = expected[static_cast<std::size_t>(column)];
        comparison.add(bf16_to_float(result_.read(row * shape_.width + column)), at.value, at.tolerance);
      }
    }
    if (backward_ && count() <= largest_checked_sum) {
      for (const auto column : sampled_places(shape_.width, 4)) {
        const auto expected = expected_weight_gradient(shape_, column);
        comparison.add(weight_gradients_.read(column), expected.value, expected.tolerance);
      }
    }
    return comparison;
  }

private:
  static constexpr std::int64_t largest_checked_sum = 1 << 22;   // a second of the host's time
  std::int64_t count() const { return shape_.rows * shape_.width; }

  RowsCase shape_;
  bool backward_;
  WorkloadContext context_;
  Rotating<std::uint16_t> x_, result_, slopes_, weights_;
  Rotating<float> weight_gradients_;
};

} // namespace

std::unique_ptr<Workload> make_norm(const ProbeCase& probe_case, const WorkloadContext& context) {
  const auto& shape = std::get<RowsCase>(probe_case.shape);
  if (shape.width % 256 != 0 || shape.width > 256 * 8 * norm_vectors) throw Unsupported("the norm kernels take widths of 256 to 8192");
  return std::make_unique<Norm>(shape, probe_case.operation == ProbeOperation::norm_backward, context);
}

} // namespace archipelago
