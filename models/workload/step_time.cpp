#include "models/workload/step_time.hpp"

#include "models/workload/peak.hpp"
#include "models/workload/flops.hpp"

namespace archipelago {

std::optional<Seconds> mean_step_time(const Model& model, StepWork work, const Accelerator& accelerator,
                                      std::int64_t accelerators) {
  const auto peak = peak_rate(accelerator, model.precision);
  if (!peak || accelerator.mfu <= 0) return std::nullopt;
  const Flops per_step = training_flops_per_token(model, work.sequence_length) * work.tokens;
  return per_step / (*peak * (accelerator.mfu * static_cast<double>(accelerators)));
}

} // namespace archipelago
