#include "models/hardware/spec_profile.hpp"

#include "models/hardware/family.hpp"

#include <array>

namespace archipelago {

namespace {

// A ring's start-up grows by a step for each member; its rate rises a little, as NVSwitch is used from more ports. Medians of fits on
// A100, H100, H200, B200 and GB200, where starts at 8 members are 16-27 us: shares of the rate at 8 members, and of that rate
// in the regime of small messages; start-up of large messages over that of small ones.
struct MemberCount { double members, rate, latency_regime_rate; };
constexpr std::array<MemberCount, 3> member_counts{{{2, 0.76, 0.35}, {4, 0.92, 0.48}, {8, 1.0, 0.58}}};
constexpr double start_at_none = 0.2, start_per_member = 0.1;   // of the start at 8 members
constexpr double bandwidth_regime_starts = 3.5;
// All-reduces of 2 to 248 nodes on InfiniBand in issue reports of NCCL and nccl-tests: 115 us on 2 nodes, 0.35 ms on 248. A
// cloud's own fabric started four times as slowly.
constexpr double inter_node_start = 80e-6, inter_node_growth = 35e-6, inter_node_efficiency = 0.95;

Residual guessed(const FamilyEfficiency& family) {
  // A uniform guess inside the band is off by a quarter of its width on average.
  return {(family.high - family.low) / 4, family.low, family.high, 0, std::string(family.basis)};
}

void add_gemm(AcceleratorProfile& profile, const Accelerator& accelerator, const FamilyEfficiency& family, int multiprocessors) {
  const auto add = [&](MathPrecision precision, FlopsPerSecond rate) {
    GemmModel model;
    const bool quantised = precision == MathPrecision::fp8 || precision == MathPrecision::fp4;
    model.constants = {precision, Seconds(quantised ? family.quantised_start : family.kernel_start), rate, accelerator.memory_bandwidth * family.memory, multiprocessors, 0};
    model.training = model.all = guessed(family);
    model.source = family.basis;
    profile.gemm.push_back(model);
  };
  add(MathPrecision::bf16, accelerator.peak_bf16 * family.gemm);
  add(MathPrecision::tf32, accelerator.peak_bf16 * (family.gemm / 2));
  if (accelerator.peak_fp8) add(MathPrecision::fp8, *accelerator.peak_fp8 * family.gemm_fp8);
  if (accelerator.peak_fp4) add(MathPrecision::fp4, *accelerator.peak_fp4 * family.gemm_fp4);
}

void add_attention(AcceleratorProfile& profile, const Accelerator& accelerator, const FamilyEfficiency& family) {
  AttentionModel model;
  model.kernel = AttentionKernel::vendor;
  // Fused attention starts several times later than a plain kernel: 11-21 us measured against 2-6 us.
  const Seconds start(5 * family.kernel_start);
  model.tables.push_back({{128, start, accelerator.peak_bf16 * family.attention, accelerator.memory_bandwidth * (family.memory / 2)}, {}});
  model.forward = guessed(family);
  model.backward = {0.1, 0.87, 1.1, 0, "ratio 3.0 of measured Hopper and Blackwell kernels"};
  model.source = family.basis;
  profile.attention = {model};
}

void add_memory_kernels(AcceleratorProfile& profile, const Accelerator& accelerator, const FamilyEfficiency& family) {
  const auto set = [&](MemoryKernel kind, double share) {
    profile.memory[static_cast<std::size_t>(kind)] = {Seconds(family.kernel_start), accelerator.memory_bandwidth * share, guessed(family),
                                                      std::string(family.basis)};
  };
  set(MemoryKernel::norm_forward, family.fused);
  set(MemoryKernel::norm_backward, family.unfused);
  set(MemoryKernel::activation, family.fused);
  set(MemoryKernel::residual_add, family.fused);
  set(MemoryKernel::embedding, family.unfused);
  set(MemoryKernel::optimizer, family.memory);
  set(MemoryKernel::copy, family.memory);
}

void add_collectives(AcceleratorProfile& profile, const Accelerator& accelerator, const FamilyEfficiency& family, BytesPerSecond adapter) {
  CollectiveModel model;
  model.operation = Collective::all_reduce;
  for (const MemberCount& count : member_counts) {
    const BytesPerSecond rate = accelerator.interconnect * (family.interconnect * count.rate);
    const Seconds start(family.collective_start * (start_at_none + start_per_member * count.members));
    model.lines.push_back({count.members, {start, rate * count.latency_regime_rate}, {start * bandwidth_regime_starts, rate}, {}, guessed(family)});
  }
  model.source = family.basis;
  profile.in_node = {model};
  profile.between_nodes = {Seconds(inter_node_start), Seconds(inter_node_growth), adapter, inter_node_efficiency,
                           {0.2, 0.8, 2.0, 0, "few clusters of other accelerators"}, "all-reduces over InfiniBand on other accelerators"};
}

} // namespace

AcceleratorProfile spec_profile(const Accelerator& accelerator, BytesPerSecond adapter, int multiprocessors) {
  const FamilyEfficiency& family = family_of(accelerator.vendor);
  AcceleratorProfile profile;
  profile.name = accelerator.name;
  profile.source = accelerator.source;
  profile.date = accelerator.date;
  add_gemm(profile, accelerator, family, multiprocessors);
  add_attention(profile, accelerator, family);
  add_memory_kernels(profile, accelerator, family);
  add_collectives(profile, accelerator, family, adapter);
  profile.host = {Seconds(family.kernel_start), BytesPerSecond(25e9), BytesPerSecond(25e9), "PCIe 4 x16"};
  return profile;
}

} // namespace archipelago
