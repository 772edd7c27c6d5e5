// What single measurements say, and what they leave open.
#include "models/calibration/gemm_fit.hpp"
#include "models/calibration/next_measurement.hpp"
#include "models/hardware/spec_profile.hpp"
#include "models/workload/step/predict.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace archipelago;

namespace {

Accelerator sheet() {
  Accelerator accelerator;
  accelerator.name = "made-up";
  accelerator.vendor = "NVIDIA";
  accelerator.peak_bf16 = FlopsPerSecond(1000e12);
  accelerator.peak_fp8 = FlopsPerSecond(2000e12);
  accelerator.memory = Bytes(96e9);
  accelerator.memory_bandwidth = BytesPerSecond(4e12);
  accelerator.interconnect = BytesPerSecond(450e9);
  return accelerator;
}

constexpr double uncertainty = 0.03;
SpecUpdate before() { return {spec_profile(sheet()), {}, uncertainty}; }

GemmMeasurement product(double m, double n, double k, double slower) {
  GemmMeasurement out{m, n, k, MathPrecision::bf16, {}};
  out.time = before().profile().gemm_time(m, n, k, out.precision) * slower;
  return out;
}

CollectiveMeasurement all_reduce(double size, double slower) {
  return {Collective::all_reduce, 1, 8, Bytes(size), {}, 0, before().profile().in_node_time(Collective::all_reduce, 8, Bytes(size)) * slower};
}

TransformerShape dense() {
  TransformerShape shape;
  shape.layers = 32, shape.hidden_size = 4096, shape.heads = 32, shape.kv_heads = 8, shape.ffn_size = 14336, shape.vocabulary = 128256;
  return shape;
}

const TransformerShape shape = dense();
const AcceleratorProfile sheet_profile = spec_profile(sheet());

StepQuestion question() {
  StepQuestion out{.shape = shape, .profile = sheet_profile, .layout = {}};
  out.layout.data = 8;
  out.layout.sharding = Sharding::full;
  out.batch = 64;
  out.sequence_length = 4096;
  out.memory = Bytes(96e9);
  return out;
}

double width(const SpecUpdate& known) {
  const StepPrediction step = predict_step(asked_of(known, question()));
  return (step.high - step.low) / step.step;
}

} // namespace

TEST_CASE("an update weighs a measurement against what was believed") {
  Beliefs beliefs({{"a", 0.2, 0.0}, {"b", 0.1, 0.05}});
  beliefs.observe({1, 0}, 0.3, 0.1);
  CHECK(beliefs.mean(0) == Approx(0.3 * 0.04 / 0.05));
  CHECK(beliefs.level(0) == Approx(std::sqrt(0.04 * 0.01 / 0.05)));
  CHECK(beliefs.mean(1) == 0);
  CHECK_FALSE(beliefs.learned(1));
  // A sum seen exactly: what one gains the other loses, and their sum has no spread left.
  Beliefs sum({{"a", 0.2, 0}, {"b", 0.1, 0}});
  sum.observe({1, 1}, 0.5, 0);
  CHECK(sum.mean(0) + sum.mean(1) == Approx(0.5));
  CHECK(sum.mean(0) == Approx(0.4));
  sum.observe({1, 0}, 0, 0);
  CHECK(sum.level(1) == Approx(0).margin(1e-9));
}

TEST_CASE("a residual splits into level and shape, and comes back") {
  const Residual band{0.1, 0.8, 1.35, 0, ""};
  const Belief belief = belief_of("rate", band, 0.075);
  const Residual again = residual_of_deviation(std::hypot(belief.level, belief.shape), "");
  CHECK(again.high / again.low == Approx(band.high / band.low));
  CHECK(belief_of("rate", {0.01, 0.99, 1.01, 0, ""}, 0.075).level > 0);
}

TEST_CASE("a large product tells the rate; neither start nor bandwidth, fp8 nor links move") {
  SpecUpdate known = before();
  const Learned learned = known.learn(product(8192, 8192, 8192, 1.2));
  CHECK_FALSE(learned.refusal);
  CHECK(learned.ratio == Approx(1.2).epsilon(1e-9));
  const GemmModel& was = sheet_profile.gemm_at(MathPrecision::bf16);
  const GemmModel& is = known.profile().gemm_at(MathPrecision::bf16);
  CHECK(is.constants.rate < was.constants.rate);
  CHECK(is.constants.rate > was.constants.rate / 1.2);      // one shape is not all shapes
  CHECK(is.constants.start == was.constants.start);
  CHECK(is.constants.bandwidth == was.constants.bandwidth);
  CHECK(is.training.high / is.training.low < 0.85 * was.training.high / was.training.low);
  CHECK(is.training.high / is.training.low > 1.2);          // the shape dependence stays
  CHECK(is.training.basis.find("matrix product") != std::string::npos);
  CHECK(known.profile().gemm_at(MathPrecision::tf32).constants.rate / is.constants.rate == Approx(0.5));
  CHECK(known.profile().gemm_at(MathPrecision::fp8).constants.rate == sheet_profile.gemm_at(MathPrecision::fp8).constants.rate);
  CHECK(known.profile().collective(Collective::all_reduce).lines.back().bandwidth_regime.bandwidth ==
        sheet_profile.collective(Collective::all_reduce).lines.back().bandwidth_regime.bandwidth);
}

TEST_CASE("products of other regimes tell their own constant or none") {
  const auto constants_after = [](const GemmMeasurement& p, std::optional<Refusal>& refusal) {
    SpecUpdate known = before();
    refusal = known.learn(p).refusal;
    return known.profile().gemm_at(MathPrecision::bf16).constants;
  };
  const GemmConstants was = sheet_profile.gemm_at(MathPrecision::bf16).constants;
  std::optional<Refusal> refusal;
  const GemmConstants launch = constants_after(product(16, 256, 256, 1.5), refusal);
  CHECK_FALSE(refusal);
  CHECK(launch.start > was.start);
  CHECK(launch.rate == was.rate);
  const GemmConstants memory = constants_after(product(16, 16384, 16384, 1.3), refusal);
  CHECK_FALSE(refusal);
  CHECK(memory.bandwidth < was.bandwidth);
  CHECK(memory.rate == was.rate);
  const GemmConstants between = constants_after(product(1400, 1400, 1400, 2.0), refusal);
  REQUIRE(refusal);
  CHECK(refusal->reason.find("launch 2") != std::string::npos);
  CHECK(between.rate == was.rate);
  const double balance = was.rate.value / was.bandwidth.value;   // FLOP per byte where both take equal time
  constants_after(product(std::round(balance), 16384, 16384, 1.1), refusal);
  REQUIRE(refusal);
  CHECK(refusal->constant == "rate and bandwidth");
}

TEST_CASE("large and small all-reduces tell bandwidth and start, one between them nothing") {
  const auto lines = [](const SpecUpdate& known) { return known.profile().collective(Collective::all_reduce).lines.back(); };
  const SpecUpdate was = before();
  SpecUpdate large = before(), small = before(), middle = before();
  CHECK_FALSE(large.learn(all_reduce(1e9, 1.3)).refusal);
  CHECK(lines(large).bandwidth_regime.bandwidth < lines(was).bandwidth_regime.bandwidth);
  CHECK(lines(large).latency_regime.alpha.value == Approx(lines(was).latency_regime.alpha.value).epsilon(0.01));
  CHECK_FALSE(small.learn(all_reduce(1024, 1.3)).refusal);
  CHECK(lines(small).latency_regime.alpha > lines(was).latency_regime.alpha);
  CHECK(lines(small).bandwidth_regime.bandwidth.value == Approx(lines(was).bandwidth_regime.bandwidth.value).epsilon(0.01));
  CHECK(middle.learn(all_reduce(20e6, 1.3)).refusal);
  CHECK(lines(middle).residual.high == lines(was).residual.high);
}

TEST_CASE("a step moves the prediction towards it and narrows the step's band, most in what is known least") {
  const SpecUpdate was = before();
  SpecUpdate product_first = before(), known = before();
  const double predicted = step_time(asked_of(was, question())).value;
  known.learn_step(question(), Seconds(1.25 * predicted));
  const double after = step_time(asked_of(known, question())).value;
  CHECK(after > 1.1 * predicted);
  CHECK(after < 1.25 * predicted);
  CHECK(width(known) < 0.85 * width(was));
  CHECK(known.software().efficiency < was.software().efficiency);
  product_first.learn(product(8192, 8192, 8192, 1.0));
  product_first.learn_step(question(), Seconds(1.25 * predicted));
  CHECK(product_first.software().efficiency < known.software().efficiency);   // the rate is known: it must be the framework
}

TEST_CASE("what to measure next is what narrows the step most, and the promise is kept") {
  SpecUpdate known = before();
  const auto next = next_measurements(known, question());
  REQUIRE(next.size() >= 2);
  CHECK(next.front().what.find("8192 x 8192 x 8192") != std::string::npos);
  for (std::size_t i = 1; i < next.size(); ++i) CHECK(next[i].high - next[i].low >= next[i - 1].high - next[i - 1].low);
  known.learn(product(8192, 8192, 8192, 1.0));
  CHECK(width(known) == Approx(next.front().high - next.front().low).epsilon(0.01));
  for (const NextMeasurement& then : next_measurements(known, question())) CHECK(then.what.find("8192 x 8192 x 8192") == std::string::npos);
}

TEST_CASE("`calibrate kernels` with a single product says what a single product says") {
  const GemmMeasurement one = product(8192, 8192, 8192, 1.2);
  SpecUpdate known = before();
  known.learn(one);
  const GemmFit fit = fit_gemm({one}, sheet_profile.gemm_at(MathPrecision::bf16), {});
  CHECK(fit.model.constants.rate.value == Approx(known.profile().gemm_at(MathPrecision::bf16).constants.rate.value));
  CHECK(fit.model.training.high == Approx(known.profile().gemm_at(MathPrecision::bf16).training.high));
}
