// What profiles promise to those who predict steps with them.
#include "models/hardware/family.hpp"
#include "models/hardware/spec_profile.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

AcceleratorProfile profile() {
  Accelerator accelerator;
  accelerator.vendor = "NVIDIA";
  accelerator.peak_bf16 = FlopsPerSecond(1000e12);
  accelerator.peak_fp8 = FlopsPerSecond(2000e12);
  accelerator.memory_bandwidth = BytesPerSecond(3.3e12);
  accelerator.interconnect = BytesPerSecond(450e9);
  return spec_profile(accelerator);
}

} // namespace

TEST_CASE("a precision that is not held falls back to the next wider one") {
  const AcceleratorProfile p = profile();
  CHECK(p.gemm_at(MathPrecision::fp4).constants.precision == MathPrecision::fp8);
  CHECK(p.gemm_at(MathPrecision::fp8).constants.precision == MathPrecision::fp8);
  AcceleratorProfile only_bf16 = p;
  std::erase_if(only_bf16.gemm, [](const GemmModel& model) { return model.constants.precision != MathPrecision::bf16; });
  for (const auto precision : {MathPrecision::tf32, MathPrecision::fp8, MathPrecision::fp4})
    CHECK(only_bf16.gemm_at(precision).constants.precision == MathPrecision::bf16);
}

TEST_CASE("a large product runs at the family's share of the peak, a thin one at that of the memory") {
  const AcceleratorProfile p = profile();
  const FamilyEfficiency& family = family_of("NVIDIA");
  const double compute = 2.0 * 16384 * 16384 * 16384 / (1000e12 * family.gemm);
  CHECK(p.gemm_time(16384, 16384, 16384, MathPrecision::bf16).value == Approx(compute).epsilon(0.01));
  const double memory = 2.0 * (16 * 16384 + 16384.0 * 16384 + 16 * 16384) / (3.3e12 * family.memory);
  CHECK(p.gemm_time(16, 16384, 16384, MathPrecision::bf16).value == Approx(memory).epsilon(0.05));
}

TEST_CASE("tables are linear between nodes and constant outside") {
  LogGrid grid;
  grid.axes = {{{4, 1}, {4, 1}, {4, 1}}};
  grid.values.resize(LogGrid::size);
  for (std::size_t i = 0; i < LogGrid::size; ++i) grid.values[i] = static_cast<float>(i / 64) * 0.1F;   // rises along the first axis
  CHECK(grid.at(6.5, 5, 9) == Approx(0.25).epsilon(1e-5));
  CHECK(grid.at(-3, 5, 9) == Approx(0.0).margin(1e-7));
  CHECK(grid.at(40, 5, 9) == Approx(0.7).epsilon(1e-5));
}

TEST_CASE("causal attention masks half of the square, and only of the queries that there are") {
  AttentionShape shape{1, 4096, 4096, 8, 8, 128, true};
  AttentionShape full = shape;
  full.causal = false;
  CHECK(attention_flops(full) / attention_flops(shape) == Approx(2));
  shape.query_length = 64;   // the last 64 of 4096
  full.query_length = 64;
  CHECK(attention_flops(full) / attention_flops(shape) == Approx(4096.0 / (4096 - 32)));
}

TEST_CASE("collectives between measured member counts lie between them, beyond the last they cost more") {
  CollectiveModel model{Collective::all_reduce, {}, ""};
  for (const double members : {2., 8.}) {
    const LatencyBandwidth line{Seconds(members * 2e-6), BytesPerSecond(300e9)};
    model.lines.push_back({members, line, line, {}, {}});
  }
  const Bytes bus(1e3);
  CHECK(model.bus_time(4, bus).value == Approx((model.bus_time(2, bus).value + model.bus_time(8, bus).value) / 2));
  CHECK(model.bus_time(32, bus).value == Approx(model.bus_time(8, bus).value + 12e-6));
  CHECK(model.time(1, Bytes(1e9)).value == 0);
}

TEST_CASE("between nodes a ring shares the adapters of a node, an all-to-all does not, and the node's own rate bounds both") {
  const AcceleratorProfile p = profile();
  const Bytes size(8e9);
  CHECK(adapter_bytes(Collective::all_reduce, 4, 8, size).value == Approx(2 * 31.0 / 32 * 1e9));
  CHECK(adapter_bytes(Collective::all_to_all, 4, 8, size).value == Approx(0.75 * 8e9));
  CHECK(p.between_nodes_time(Collective::all_reduce, 4, 8, size, BytesPerSecond(1e15)) >= p.in_node_time(Collective::all_reduce, 8, size));
  CHECK(p.between_nodes_time(Collective::all_reduce, 4, 8, size, BytesPerSecond(25e9)) > p.between_nodes_time(Collective::all_reduce, 4, 8, size));
}

TEST_CASE("a data sheet's profile says that nothing was measured") {
  const AcceleratorProfile p = profile();
  for (const GemmModel& model : p.gemm) {
    CHECK(model.all.samples == 0);
    CHECK(model.all.high / model.all.low > 1.5);
    CHECK_FALSE(model.source.empty());
  }
}
