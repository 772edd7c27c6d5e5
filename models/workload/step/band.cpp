#include "models/workload/step/band.hpp"

#include "models/workload/step/predict.hpp"

#include <cmath>

namespace archipelago {

Band band_of(const StepQuestion& question, const StepBreakdown& breakdown) {
  const AcceleratorProfile& profile = question.profile;
  const double step = breakdown.total().value;
  double below = 0, above = 0;
  const auto add = [&](Seconds part, const Residual& residual) {
    const double share = part.value / step;
    below += std::pow(share * (1 - residual.low), 2);
    above += std::pow(share * (residual.high - 1), 2);
  };
  add(breakdown.matrix, profile.gemm_at(question.precision).training);
  add(breakdown.attention, profile.attention_by(question.software.attention).forward);
  add(breakdown.pointwise + breakdown.optimizer, profile.memory_kernel(MemoryKernel::norm_forward).residual);
  add(breakdown.tensor + breakdown.context + breakdown.expert, profile.collective(Collective::all_reduce).lines.back().residual);
  add(breakdown.pipeline + breakdown.sharded + breakdown.data, profile.between_nodes.residual);
  add(breakdown.matrix + breakdown.attention + breakdown.pointwise + breakdown.optimizer, question.software.residual);
  return {1 - std::sqrt(below), 1 + std::sqrt(above)};
}

} // namespace archipelago
