// Fits find known constants again, whatever a tenth of the rows says, and refuse what the rows cannot show.
#include "models/calibration/attention_fit.hpp"
#include "models/calibration/collective_fit.hpp"
#include "models/calibration/gemm_fit.hpp"
#include "models/calibration/inter_node_fit.hpp"
#include "models/calibration/memory_fit.hpp"
#include "models/hardware/spec_profile.hpp"
#include "tests/calibration/synthetic.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace archipelago;

namespace {

Accelerator sheet() {
  Accelerator accelerator;
  accelerator.name = "made-up";
  accelerator.vendor = "NVIDIA";
  accelerator.peak_bf16 = FlopsPerSecond(1000e12);
  accelerator.memory_bandwidth = BytesPerSecond(3.3e12);
  accelerator.interconnect = BytesPerSecond(450e9);
  return accelerator;
}

GemmModel prior() { return spec_profile(sheet(), usual_adapter, 132).gemm_at(MathPrecision::bf16); }

const std::vector<double> all_sizes{16, 48, 128, 512, 1024, 2048, 4096, 8192};

bool refuses(const Refusals& refusals, const std::string& constant) {
  return std::any_of(refusals.begin(), refusals.end(), [&](const Refusal& refusal) { return refusal.constant.find(constant) == 0; });
}

} // namespace

TEST_CASE("matrix-product constants are found again under 3 % noise") {
  const GemmFit fit = fit_gemm(gemm_sweep(known_gemm(), 0.03, all_sizes), prior(), {});
  CHECK(fit.refusals.empty());
  CHECK(fit.model.constants.start.value == Approx(3e-6).epsilon(0.03));
  CHECK(fit.model.constants.rate.value == Approx(750e12).epsilon(0.02));
  CHECK(fit.model.constants.bandwidth.value == Approx(2.6e12).epsilon(0.04));
  CHECK(fit.model.constants.wave_share == 0);
  CHECK(fit.model.all.mape < 0.04);
  CHECK(fit.model.all.samples == static_cast<std::int64_t>(fit.held_back.size()));
}

TEST_CASE("one row in ten three times too slow moves no constant by more than 3 %") {
  auto rows = gemm_sweep(known_gemm(), 0.01, all_sizes);
  for (std::size_t i = 0; i < rows.size(); i += 10) rows[i].time = rows[i].time * 3.0;
  const GemmFit fit = fit_gemm(rows, prior(), {});
  CHECK(fit.model.constants.start.value == Approx(3e-6).epsilon(0.03));
  CHECK(fit.model.constants.rate.value == Approx(750e12).epsilon(0.03));
  CHECK(fit.model.constants.bandwidth.value == Approx(2.6e12).epsilon(0.03));
}

TEST_CASE("whole waves of tiles are recognised by cross-validation") {
  GemmConstants truth = known_gemm();
  truth.wave_share = 1;
  const GemmFit fit = fit_gemm(gemm_sweep(truth, 0.01, {384, 640, 896, 1152, 1664, 2176, 3200, 4224}), prior(), {});
  CHECK(fit.model.constants.wave_share >= 0.75);
  CHECK(fit.model.all.mape < 0.03);
}

TEST_CASE("the table learns what constants cannot say") {
  auto rows = gemm_sweep(known_gemm(), 0.01, all_sizes);
  for (auto& row : rows) if (row.k <= 128) row.time = row.time * 1.5;
  const GemmFit fit = fit_gemm(rows, prior(), {});
  CHECK(fit.constants_only > 0.1);
  CHECK(fit.model.all.mape < 0.03);
}

TEST_CASE("large squares alone identify the rate and nothing else") {
  const GemmFit fit = fit_gemm(gemm_sweep(known_gemm(), 0.01, {4096, 8192, 16384}), prior(), {});
  CHECK(fit.model.constants.rate.value == Approx(750e12).epsilon(0.02));
  CHECK(refuses(fit.refusals, "start"));
  CHECK(refuses(fit.refusals, "bandwidth"));
  CHECK(fit.model.constants.bandwidth == prior().constants.bandwidth);
  CHECK(fit.model.constants.start == prior().constants.start);
}

TEST_CASE("one large product corrects the rate and narrows the band, a small one does not") {
  const GemmConstants truth = known_gemm();
  const GemmFit large = fit_gemm({{8192, 8192, 8192, truth.precision, gemm_time(truth, 8192, 8192, 8192)}}, prior(), {});
  CHECK(large.model.constants.rate > prior().constants.rate);   // 700, where the truth is 750
  CHECK(large.model.constants.rate.value < 751e12);
  CHECK(large.model.all.high / large.model.all.low < prior().all.high / prior().all.low);
  CHECK(large.model.training.high / large.model.training.low < 0.85 * prior().training.high / prior().training.low);
  CHECK(large.model.all.samples == 0);
  const GemmFit small = fit_gemm({{16, 128, 128, truth.precision, Seconds(3e-6)}}, prior(), {});
  CHECK(small.model.constants.rate == prior().constants.rate);
  const GemmFit middle = fit_gemm({{1024, 1024, 1024, truth.precision, Seconds(7e-6)}}, prior(), {});
  CHECK(refuses(middle.refusals, "rate"));
  CHECK(middle.model.constants.rate == prior().constants.rate);
}

TEST_CASE("what is held back depends on the seed and the row, not on the order") {
  auto rows = gemm_sweep(known_gemm(), 0.03, all_sizes);
  GemmModel no_waves = prior();
  no_waves.constants.multiprocessors = 0;
  const GemmFit forwards = fit_gemm(rows, no_waves, {0.2, 1});
  std::reverse(rows.begin(), rows.end());
  const GemmFit backwards = fit_gemm(rows, no_waves, {0.2, 1}), other = fit_gemm(rows, no_waves, {0.2, 2});
  CHECK(forwards.model.all.mape == Approx(backwards.model.all.mape).epsilon(1e-6));
  CHECK(forwards.model.all.mape != other.model.all.mape);
  CHECK(static_cast<double>(forwards.held_back.size()) / static_cast<double>(rows.size()) == Approx(0.2).margin(0.06));
}

TEST_CASE("a handful of held-back rows does not make a narrow band") {
  const Residual before{0.14, 0.8, 1.35, 0, "data sheet"};
  std::vector<Predicted> rows(4, {Seconds(1), Seconds(1.01), 0});
  CHECK(residual_of(rows, "held-back", before).low == 0.8);
  CHECK(residual_of(rows, "held-back", before).high == 1.35);
  CHECK(residual_of({}, "held-back", before).basis == "data sheet");
  rows.assign(40, {Seconds(1), Seconds(1.01), 0});
  CHECK(residual_of(rows, "held-back", before).high == Approx(1.01));
}

TEST_CASE("attention: rate, and the ratio of backward to forward time") {
  const AttentionConstants truth{128, Seconds(15e-6), FlopsPerSecond(600e12), BytesPerSecond(1e12)};
  std::vector<AttentionMeasurement> rows;
  for (const double length : {256., 512., 1024., 2048., 4096., 8192., 16384.})
    for (const double heads : {1., 4., 16., 64.})
      for (const double batch : {1., 4., 16.}) {
        const AttentionShape shape{batch, length, length, heads, heads, 128, true};
        const Seconds time = attention_time(truth, shape) * noise(rows.size(), 0.02);
        rows.push_back({shape, AttentionKernel::flash3, false, time});
        rows.push_back({shape, AttentionKernel::flash3, true, time * 2.8});
      }
  const AttentionFit fit = fit_attention(rows, spec_profile(sheet()).attention.front(), {});
  REQUIRE(fit.model.tables.size() == 1);
  CHECK(fit.model.tables[0].constants.rate.value == Approx(600e12).epsilon(0.03));
  CHECK(fit.model.backward_ratio == Approx(2.8).epsilon(1e-9));
  CHECK(fit.model.forward.mape < 0.03);

  std::erase_if(rows, [](const auto& row) { return row.backward; });
  const AttentionFit forward_only = fit_attention(rows, spec_profile(sheet()).attention.front(), {});
  CHECK(refuses(forward_only.refusals, "backward ratio"));
  CHECK(forward_only.model.backward_ratio == 3.0);
}

TEST_CASE("memory-bound kernels: bandwidth, and launch time where it shows") {
  const auto sweep = [](double least) {
    std::vector<MemoryMeasurement> rows;
    for (double bytes = least; bytes < 4e9; bytes *= 1.5)
      rows.push_back({MemoryKernel::copy, Bytes(bytes), 0, Seconds((2e-6 + bytes / 2e12) * noise(rows.size(), 0.02))});
    return rows;
  };
  const MemoryKernelModel guess = spec_profile(sheet()).memory_kernel(MemoryKernel::copy);
  const MemoryFit wide = fit_memory(sweep(1e4), guess, {});
  CHECK(wide.model.start.value == Approx(2e-6).epsilon(0.05));
  CHECK(wide.model.bandwidth.value == Approx(2e12).epsilon(0.03));
  const MemoryFit large = fit_memory(sweep(5e8), guess, {});
  CHECK(refuses(large.refusals, "start"));
  CHECK(large.model.bandwidth.value == Approx(2e12).epsilon(0.03));
}

TEST_CASE("both regimes of a collective are found again") {
  const LatencyBandwidth small{Seconds(15e-6), BytesPerSecond(150e9)}, large{Seconds(70e-6), BytesPerSecond(450e9)};
  const CollectiveFit fit = fit_collective(all_reduce_sweep(8, small, large, 0.01), Collective::all_reduce, {});
  REQUIRE(fit.model.lines.size() == 1);
  CHECK(fit.model.lines[0].latency_regime.alpha.value == Approx(15e-6).epsilon(0.05));
  CHECK(fit.model.lines[0].latency_regime.bandwidth.value == Approx(150e9).epsilon(0.15));
  CHECK(fit.model.lines[0].bandwidth_regime.alpha.value == Approx(70e-6).epsilon(0.2));
  CHECK(fit.model.lines[0].bandwidth_regime.bandwidth.value == Approx(450e9).epsilon(0.05));
  CHECK(fit.residual.mape < 0.03);
  CHECK(fit.one_line > 0.05);
}

TEST_CASE("one line is not split in two, and three sizes are not a line") {
  const LatencyBandwidth line{Seconds(20e-6), BytesPerSecond(300e9)};
  const CollectiveFit fit = fit_collective(all_reduce_sweep(4, line, line, 0.01), Collective::all_reduce, {});
  CHECK(refuses(fit.refusals, "second regime"));
  auto few = all_reduce_sweep(4, line, line, 0.01);
  few.resize(3);
  const CollectiveFit refused = fit_collective(few, Collective::all_reduce, {});
  CHECK(refused.model.lines.empty());
  CHECK(refuses(refused.refusals, "4 members"));
}

TEST_CASE("between nodes: start, growth and efficiency") {
  const InterNodeModel truth{Seconds(80e-6), Seconds(30e-6), BytesPerSecond(50e9), 0.92, {}, ""};
  std::vector<CollectiveMeasurement> rows;
  for (const double nodes : {2., 8.})
    for (double size = 1e4; size < 1e10; size *= 3)
      rows.push_back({Collective::all_reduce, nodes, 8, Bytes(size), truth.adapter, 0,
                      truth.time(Collective::all_reduce, nodes, 8, Bytes(size), truth.adapter) * noise(rows.size(), 0.01)});
  const InterNodeModel guess = spec_profile(sheet()).between_nodes;
  const InterNodeFit fit = fit_inter_node(rows, guess, {});
  CHECK(fit.model.efficiency == Approx(0.92).epsilon(0.05));
  CHECK(fit.model.alpha.value == Approx(80e-6).epsilon(0.1));
  CHECK(fit.model.alpha_per_doubling.value == Approx(30e-6).epsilon(0.1));

  for (auto& row : rows) row.adapter = BytesPerSecond(0);
  const InterNodeFit unknown = fit_inter_node(rows, guess, {});
  CHECK(refuses(unknown.refusals, "between nodes"));
  CHECK(unknown.model.alpha == guess.alpha);
}
