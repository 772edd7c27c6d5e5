#include "sim/probe/comparison.hpp"
#include "sim/probe/probe_options.hpp"
#include "sim/probe/references.hpp"
#include "sim/probe/sample_values.hpp"
#include "sim/probe/sweep.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>

using namespace archipelago;

namespace {

const SweepRequest whole_node{60e9, 8, true, true, true, false, {}};

// What bounds a case on an accelerator of the class of an H100: 750 TFLOP/s, 2.6 TB/s, 3 us to launch.
enum class Bound { launch, memory, arithmetic };
Bound bound_of(const ProbeCase& each) {
  const double arithmetic = flop_of(each) / 750e12, memory = traffic_of(each) / 2.6e12;
  if (std::max(arithmetic, memory) < 3e-6) return Bound::launch;
  return arithmetic > memory ? Bound::arithmetic : Bound::memory;
}

std::map<Bound, int> bounds_of(const SweepRequest& request, ProbeOperation operation, MathPrecision precision) {
  std::map<Bound, int> counts;
  for (const auto& each : plan_sweep(request))
    if (each.operation == operation && each.precision == precision) ++counts[bound_of(each)];
  return counts;
}

} // namespace

TEST_CASE("matrix products cover launch, memory and arithmetic, five cases of each at least") {
  for (const auto precision : {MathPrecision::bf16, MathPrecision::fp8}) {
    auto counts = bounds_of(whole_node, ProbeOperation::gemm, precision);
    CHECK(counts[Bound::launch] >= 5);
    CHECK(counts[Bound::memory] >= 5);
    CHECK(counts[Bound::arithmetic] >= 50);
  }
}

TEST_CASE("a quick sweep is a tenth, with each bound and every operation still in") {
  SweepRequest quick = whole_node;
  quick.quick = true;
  const auto few = plan_sweep(quick), all = plan_sweep(whole_node);
  CHECK(few.size() * 6 <= all.size());
  auto counts = bounds_of(quick, ProbeOperation::gemm, MathPrecision::bf16);
  for (const auto bound : {Bound::launch, Bound::memory, Bound::arithmetic}) CHECK(counts[bound] >= 1);
  for (const auto* cases : {&few, &all})
    for (std::size_t i = 0; i < probe_operation_names.size(); ++i)
      CHECK(std::any_of(cases->begin(), cases->end(), [&](const ProbeCase& each) { return each.operation == static_cast<ProbeOperation>(i); }));
}

TEST_CASE("what only moves data spans launch time and memory") {
  for (const auto operation : {ProbeOperation::norm_forward, ProbeOperation::norm_backward, ProbeOperation::activation,
                               ProbeOperation::residual_add, ProbeOperation::embedding, ProbeOperation::optimizer, ProbeOperation::copy}) {
    auto counts = bounds_of(whole_node, operation, MathPrecision::bf16);
    CAPTURE(std::string(name_of(operation)));
    CHECK(counts[Bound::launch] >= 5);
    CHECK(counts[Bound::memory] >= 5);
  }
}

TEST_CASE("shapes keep what kernels and libraries ask of them") {
  for (const auto& each : plan_sweep(whole_node)) {
    if (const auto* gemm = std::get_if<GemmCase>(&each.shape)) CHECK((gemm->m % 16 == 0 && gemm->n % 16 == 0 && gemm->k % 16 == 0));
    if (const auto* attention = std::get_if<AttentionCase>(&each.shape)) {
      CHECK(attention->length % 64 == 0);
      CHECK(attention->heads % attention->kv_heads == 0);
    }
    if (const auto* rows = std::get_if<RowsCase>(&each.shape)) CHECK((rows->width % 256 == 0 && rows->width <= 8192));
    if (const auto* size = std::get_if<SizeCase>(&each.shape)) CHECK(size->count % 16 == 0);
    if (each.precision == MathPrecision::fp8) CHECK(std::get<GemmCase>(each.shape).role == GemmRole::forward);
  }
}

TEST_CASE("a sweep asks only for what the machine has") {
  const auto cases = plan_sweep({1e9, 1, false, false, false, false, {}});
  CHECK_FALSE(cases.empty());
  for (const auto& each : cases) {
    CHECK(footprint_of(each) <= 1e9);
    CHECK(each.precision == MathPrecision::bf16);
    CHECK(each.operation != ProbeOperation::attention_forward);
    CHECK(each.operation < ProbeOperation::peer_copy);
  }
  SweepRequest copies = whole_node;
  copies.only = {ProbeOperation::copy};
  for (const auto& each : plan_sweep(copies)) CHECK(each.operation == ProbeOperation::copy);
}

TEST_CASE("sampled operands are exact in their formats and fill their range") {
  double least = 1, most = -1, sum = 0;
  for (std::uint64_t i = 0; i < 10000; ++i) {
    const float value = sample_value(seed_first, i);
    CHECK(bf16_to_float(float_to_bf16(value)) == value);
    least = std::min<double>(least, value);
    most = std::max<double>(most, value);
    sum += value;
    const float small = std::abs(fp8_to_float(sample_fp8(seed_first, i)));
    CHECK((small >= 0.0625f && small < 1.0f));
  }
  CHECK(least == -1);
  CHECK(most == 127.0 / 128);
  CHECK(std::abs(sum / 10000) < 0.02);
  CHECK(sample_bits(seed_first, 7) != sample_bits(seed_second, 7));
  CHECK(fp8_to_float(0x38) == 1.0f);          // E4M3's one
  CHECK(fp8_to_float(0xb8 | 4) == -1.5f);
}

TEST_CASE("rounding to bf16 is to nearest, ties to even") {
  CHECK(float_to_bf16(1.0f) == 0x3f80);
  CHECK(float_to_bf16(1.00390625f) == 0x3f80);   // 1 + 2^-8: half way, down to even
  CHECK(float_to_bf16(1.01171875f) == 0x3f82);   // 1 + 3 x 2^-8: half way, up to even
  CHECK(float_to_bf16(-2.5f) == 0xc020);
}

TEST_CASE("a check tells a right product from one with a wrong operand") {
  for (const auto precision : {MathPrecision::bf16, MathPrecision::fp8})
    for (const auto role : {GemmRole::forward, GemmRole::input_gradient, GemmRole::weight_gradient}) {
      const GemmCase shape{64, 96, 16384, role};
      const auto right = expected_gemm(shape, precision, 3, 5), other = expected_gemm(shape, precision, 3, 6);
      ReferenceComparison rounded, wrong;
      rounded.add(bf16_to_float(float_to_bf16(static_cast<float>(right.value))), right.value, right.tolerance);
      wrong.add(other.value, right.value, right.tolerance);
      CHECK(rounded.passed());
      CHECK_FALSE(wrong.passed());
    }
}

TEST_CASE("sampled places hold both ends and stay inside") {
  for (const std::int64_t count : {1, 7, 1 << 30}) {
    const auto places = sampled_places(count, 64);
    CHECK(places.size() == 64);
    CHECK(places[0] == 0);
    CHECK(places[1] == count - 1);
    CHECK(std::all_of(places.begin(), places.end(), [&](std::int64_t place) { return place >= 0 && place < count; }));
  }
}

TEST_CASE("comparisons fail on what is no number, and on nothing") {
  ReferenceComparison comparison;
  CHECK_FALSE(comparison.passed());
  comparison.add(1, 1, 0);
  CHECK(comparison.passed());
  comparison.add(std::nan(""), 1, 1e9);
  CHECK_FALSE(comparison.passed());
}

TEST_CASE("options read back as they were handed on, and mistakes are named") {
  ProbeOptions options;
  options.out = "a folder/p.jsonl";
  options.only = {ProbeOperation::gemm, ProbeOperation::copy};
  options.seconds_per_case = 0.1;
  options.device = 3;
  options.quick = true;
  const ProbeOptions back = probe_options_from(arguments_of(options));
  CHECK(back.out == options.out);
  CHECK(back.only == options.only);
  CHECK(back.seconds_per_case == options.seconds_per_case);
  CHECK(back.device == 3);
  CHECK(back.quick);
  for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
           {"--out"}, {"--only", "gem"}, {"--only", ""}, {"--device", "-1"}, {"--device", "1x"}, {"--seconds-per-case", "nan"}, {"sail"}})
    CHECK_THROWS_AS(probe_options_from(wrong), ProbeUsageError);
}
