#include "models/calibration/memory_fit.hpp"

#include "models/calibration/roofline_fit.hpp"

namespace archipelago {

MemoryFit fit_memory(const std::vector<MemoryMeasurement>& rows, const MemoryKernelModel& prior, HoldBack hold_back) {
  const auto key_of = [](const MemoryMeasurement& row) { return measurement_key({static_cast<double>(row.kind), row.traffic.value, row.series}); };
  const auto [fitted, held] = split(rows, hold_back, key_of);
  std::vector<RooflineRow> roofline;
  for (const auto& row : fitted) roofline.push_back({0, row.traffic.value, row.time.value});
  const RooflineFit line = fit_roofline(roofline, {prior.start.value, 0, 1 / prior.bandwidth.value});

  MemoryFit fit{prior, line.refusals, {}};
  fit.model.start = Seconds(line.coefficients.start);
  fit.model.bandwidth = BytesPerSecond(1 / line.coefficients.seconds_per_byte);
  for (const auto& row : held) fit.held_back.push_back({fit.model.time(row.traffic), row.time, row.traffic.value});
  fit.model.residual = residual_of(fit.held_back, basis_text(hold_back), prior.residual);
  return fit;
}

} // namespace archipelago
