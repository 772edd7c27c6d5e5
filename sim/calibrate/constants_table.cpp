#include "sim/calibrate/constants_table.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

namespace archipelago {

namespace {

std::string rate_text(double bytes_per_second) { return fmt::format("{:.4g} GB/s", bytes_per_second / 1e9); }
std::string flops_text(FlopsPerSecond rate) { return fmt::format("{:.4g} TFLOP/s", rate.value / 1e12); }
std::string microseconds_text(Seconds time) { return fmt::format("{:.3g} us", time.value * 1e6); }

// In the order of the beliefs: three for every precision, then the other parts of steps.
std::vector<std::string> values_of(const SpecUpdate& known) {
  const AcceleratorProfile& p = known.profile();
  std::vector<std::string> out;
  for (const GemmModel& model : p.gemm)
    for (std::string text : {microseconds_text(model.constants.start), flops_text(model.constants.rate), rate_text(model.constants.bandwidth.value)}) out.push_back(std::move(text));
  const CollectiveLines& widest = p.collective(Collective::all_reduce).lines.back();
  out.push_back(flops_text(p.attention_by(known.software().attention).tables.front().constants.rate));
  out.push_back(rate_text(p.memory_kernel(MemoryKernel::norm_forward).bandwidth.value));
  out.push_back(microseconds_text(widest.latency_regime.alpha));
  out.push_back(rate_text(widest.bandwidth_regime.bandwidth.value));
  out.push_back(fmt::format("{:.2f} of the adapter", p.between_nodes.efficiency));
  out.push_back(fmt::format("{:.2f}", known.software().efficiency));
  return out;
}

// Of the 80 % band, in the logarithm of time: values that are rates have it mirrored, which changes nothing here.
std::string band_of_deviation(double deviation) {
  const Residual band = residual_of_deviation(deviation, "");
  return band_text(band.low, band.high);
}

} // namespace

std::string band_text(double low, double high) { return fmt::format("{:+.0f} to {:+.0f} %", 100 * (low - 1), 100 * (high - 1)); }

std::string constants_table(const SpecUpdate& before, const SpecUpdate& after) {
  const auto was = values_of(before), is = values_of(after);
  std::string out = fmt::format("  {:<36} {:<19} {:<15}    {:<19} {:<15} band\n", "constant", "before", "80 % band", "after", "80 % band");
  for (std::size_t i = 0; i < after.beliefs().size(); ++i) {
    const std::string& name = after.beliefs().prior(i).name;
    if (name.find(name_of(MathPrecision::tf32)) != std::string::npos) continue;
    const double wide = before.beliefs().deviation(i), now = after.beliefs().deviation(i);
    const bool learned = after.beliefs().learned(i);
    out += fmt::format("  {:<36} {:<19} {:<15} -> {:<19} {:<15} {}\n", name, was[i], band_of_deviation(wide), learned ? is[i] : "as before",
                       learned ? band_of_deviation(now) : "", learned ? fmt::format("{:.0f} % narrower", 100 * (1 - now / wide)) : "");
  }
  return out;
}

} // namespace archipelago
