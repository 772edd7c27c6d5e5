// One AdamW step over all parameters in one kernel.
#include "sim/probe/device/fill.hpp"
#include "sim/probe/device/optimizer_kernel.hpp"
#include "sim/probe/references.hpp"

namespace archipelago {

namespace {

class Optimizer : public Workload {
public:
  Optimizer(std::int64_t parameters, const WorkloadContext& context)
      : count_(parameters), context_(context), gradients_(count_, context.copies), weights_(count_, context.copies), parameters_(count_, context.copies),
        first_(count_, context.copies), second_(count_, context.copies) {
    fill_all();
  }

  const char* kernel() const override { return "archipelago"; }

  void launch(int turn) override {
    adamw<<<blocks_for(count_ / 4, context_), grid_threads, 0, context_.stream>>>(
        reinterpret_cast<const FourHalves*>(gradients_.at(turn)), floats(parameters_, turn), floats(first_, turn), floats(second_, turn),
        reinterpret_cast<FourHalves*>(weights_.at(turn)), count_ / 4, AdamConstants{});
    check_launch("optimizer");
  }

  ReferenceComparison check() override {
    fill_all();                               // a step changes its own operands
    weights_.poison();
    launch(0);
    wait_for(context_);
    ReferenceComparison comparison;
    for (const auto place : sampled_places(count_, 64)) {
      const auto expected = expected_adam(AdamConstants{}, static_cast<std::uint64_t>(place));
      comparison.add(parameters_.read(place), expected.parameter.value, expected.parameter.tolerance);
      comparison.add(first_.read(place), expected.first_moment.value, expected.first_moment.tolerance);
      comparison.add(second_.read(place), expected.second_moment.value, expected.second_moment.tolerance);
      comparison.add(bf16_to_float(weights_.read(place)), expected.weight.value, expected.weight.tolerance);
    }
    return comparison;
  }

private:
  static FourFloats* floats(const Rotating<float>& array, int turn) { return reinterpret_cast<FourFloats*>(array.at(turn)); }

  void fill_all() {
    fill(gradients_, seed_first, context_);
    fill(parameters_, seed_weight, false, context_);
    fill(first_, seed_second, false, context_);
    fill(second_, seed_third, true, context_);
  }

  std::int64_t count_;
  WorkloadContext context_;
  Rotating<std::uint16_t> gradients_, weights_;
  Rotating<float> parameters_, first_, second_;
};

} // namespace

std::unique_ptr<Workload> make_optimizer(const ProbeCase& probe_case, const WorkloadContext& context) {
  const auto parameters = std::get<SizeCase>(probe_case.shape).count;
  if (parameters % 4 != 0) throw Unsupported("the optimizer's kernel takes multiples of four parameters");
  return std::make_unique<Optimizer>(parameters, context);
}

} // namespace archipelago
