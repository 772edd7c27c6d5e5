#include "models/hardware/scaled_profile.hpp"

#include <cmath>

namespace archipelago {

namespace {

constexpr double followed_in_part = 0.25;     // of a change's logarithm

double ratio(double to, double on) { return to > 0 && on > 0 ? to / on : 1; }

double peak(const Accelerator& accelerator, MathPrecision precision) {
  if (precision == MathPrecision::fp8 && accelerator.peak_fp8) return accelerator.peak_fp8->value;
  if (precision == MathPrecision::fp4 && accelerator.peak_fp4) return accelerator.peak_fp4->value;
  return accelerator.peak_bf16.value;
}

void widen(Residual& residual, double change) {
  const double wider = std::exp(followed_in_part * std::fabs(std::log(change)));
  if (wider == 1) return;
  residual.low /= wider;
  residual.high *= wider;
  residual.basis += ", scaled by data sheets";
}

} // namespace

bool performs_alike(const Accelerator& a, const Accelerator& b) {
  return a.peak_bf16 == b.peak_bf16 && a.peak_fp8 == b.peak_fp8 && a.peak_fp4 == b.peak_fp4 && a.memory_bandwidth == b.memory_bandwidth &&
         a.interconnect == b.interconnect;
}

AcceleratorProfile scaled_profile(const AcceleratorProfile& measured, const Accelerator& on, const Accelerator& to) {
  AcceleratorProfile out = measured;
  const double memory = ratio(to.memory_bandwidth.value, on.memory_bandwidth.value), links = ratio(to.interconnect.value, on.interconnect.value);
  for (GemmModel& gemm : out.gemm) {
    const double change = ratio(peak(to, gemm.constants.precision), peak(on, gemm.constants.precision));
    gemm.constants.rate *= change;
    gemm.constants.bandwidth *= memory;
    widen(gemm.training, change);
    widen(gemm.all, change);
  }
  const double change = ratio(to.peak_bf16.value, on.peak_bf16.value);
  for (AttentionModel& attention : out.attention) {
    for (AttentionTable& table : attention.tables) {
      table.constants.rate *= change;
      table.constants.bandwidth *= memory;
    }
    widen(attention.forward, change);
  }
  for (MemoryKernelModel& kernel : out.memory) {
    kernel.bandwidth *= memory;
    widen(kernel.residual, memory);
  }
  for (CollectiveModel& collective : out.in_node)
    for (CollectiveLines& lines : collective.lines) {
      lines.latency_regime.bandwidth *= links;
      lines.bandwidth_regime.bandwidth *= links;
      widen(lines.residual, links);
    }
  out.name = to.name;
  return out;
}

} // namespace archipelago
