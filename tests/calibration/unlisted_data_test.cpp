// Parts as if nobody had measured them: a data sheet and the family of the other parts, then one large product and one large all-reduce.
#include "models/calibration/errors.hpp"
#include "models/calibration/spec_update.hpp"
#include "models/hardware/spec_profile.hpp"
#include "models/statistics/quantile.hpp"
#include "sim/calibrate/measurement_reader.hpp"
#include "scenarios/catalogue_accelerator.hpp"
#include "scenarios/profiles.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdlib>
#include <cstdio>

using namespace archipelago;

namespace {

const std::filesystem::path scenarios = ARCHIPELAGO_SCENARIOS;
constexpr double uncertainty = 0.03;

struct Part { const char* device; const char* products; bool has_collectives; };
// L40S collectives were measured on a host without peer access.
const Part parts[] = {{"a100-sxm-80gb", "gemm_bf16_a100_sxm__sglang.csv", true}, {"h100-sxm", "gemm_bf16_h100_sxm__trtllm.csv", true},
                      {"h200-sxm", "gemm_bf16_h200_sxm__trtllm.csv", true}, {"b200-sxm", "gemm_bf16_b200_sxm__trtllm.csv", true},
                      {"l40s", "gemm_bf16_l40s__trtllm.csv", false}};

std::filesystem::path timings() {
  const char* asked = std::getenv("ARCHIPELAGO_SHARED");
  return (asked ? std::filesystem::path(asked) : scenarios / "../../shared") / "data/timings";
}

Accelerator sheet_of(const std::string& device) { return *catalogue_accelerator(Catalogues(scenarios / "catalogues"), device); }

// What the other parts reach replaces what the family's constants, which all parts were used for, say.
AcceleratorProfile prior_of(const Part& part) {
  const Accelerator sheet = sheet_of(part.device);
  std::vector<double> rates, bandwidths, links;
  for (const Part& other : parts) {
    if (std::string(other.device) == part.device) continue;
    const Accelerator about = sheet_of(other.device);
    const AcceleratorProfile measured = *read_profile(scenarios / "profiles" / (std::string(other.device) + ".json")).profile;
    rates.push_back(measured.gemm_at(MathPrecision::bf16).constants.rate / about.peak_bf16);
    bandwidths.push_back(measured.gemm_at(MathPrecision::bf16).constants.bandwidth / about.memory_bandwidth);
    if (other.has_collectives) links.push_back(measured.collective(Collective::all_reduce).lines.back().bandwidth_regime.bandwidth / about.interconnect);
  }
  AcceleratorProfile profile = spec_profile(sheet);
  GemmModel& products = profile.gemm.front();
  products.constants.rate = sheet.peak_bf16 * quantile(rates, 0.5);
  products.constants.bandwidth = sheet.memory_bandwidth * quantile(bandwidths, 0.5);
  for (CollectiveModel& model : profile.in_node) {
    const double correction = quantile(links, 0.5) / (model.lines.back().bandwidth_regime.bandwidth / sheet.interconnect);
    for (CollectiveLines& lines : model.lines)
      for (LatencyBandwidth* line : {&lines.latency_regime, &lines.bandwidth_regime}) line->bandwidth = line->bandwidth * correction;
  }
  return profile;
}

Measurements rows_of(const char* file, const std::string& device) {
  return read_measurements({(timings() / file).string()}, {device, {}, {}}).measurements;
}

struct Figures { double error = 0, covered = 0, width = 0; };

Figures figures(const std::vector<Predicted>& rows, const Residual& band) {
  Figures out{mean_absolute_error(rows), 0, band.high / band.low};
  for (const Predicted& row : rows) {
    const double measured = 1 / row.ratio();
    out.covered += (measured >= band.low && measured <= band.high) / static_cast<double>(rows.size());
  }
  return out;
}

Figures products(const AcceleratorProfile& profile, const std::vector<GemmMeasurement>& rows) {
  std::vector<Predicted> out;
  for (const auto& row : rows)
    if (is_training_shape(row.m, row.n, row.k)) out.push_back({profile.gemm_time(row.m, row.n, row.k, MathPrecision::bf16), row.time, 0});
  return figures(out, profile.gemm_at(MathPrecision::bf16).training);
}

Figures all_reduces(const AcceleratorProfile& profile, const std::vector<CollectiveMeasurement>& rows) {
  std::vector<Predicted> out;
  for (const auto& row : rows)
    if (row.operation == Collective::all_reduce) out.push_back({profile.in_node_time(row.operation, row.members_per_node, row.size), row.time, 0});
  return figures(out, profile.collective(Collective::all_reduce).lines.back().residual);
}

void print(const char* device, const char* what, const Figures& before, const Figures& after) {
  std::printf("  %-14s %-12s %5.1f %% -> %5.1f %%; band wide %.2f -> %.2f, covers %.0f %% -> %.0f %%\n", device, what, 100 * before.error, 100 * after.error,
              before.width, after.width, 100 * before.covered, 100 * after.covered);
}

bool is_there() {
  if (std::filesystem::exists(timings() / parts[0].products)) return true;
  WARN("SKIPPED: the measured tables are not here; give their folder as ARCHIPELAGO_SHARED");
  return false;
}

} // namespace

TEST_CASE("one large product narrows what a data sheet says of a part that was left out") {
  if (!is_there()) return;
  double before_sum = 0, after_sum = 0, covered = 0;
  for (const Part& part : parts) {
    CAPTURE(part.device);
    const auto rows = rows_of(part.products, part.device).gemm;
    const auto large = std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.m == 8192 && row.n == 8192 && row.k == 8192; });
    REQUIRE(large != rows.end());
    SpecUpdate update(prior_of(part), {}, uncertainty);
    const Figures before = products(update.profile(), rows);
    CHECK_FALSE(update.learn(*large).refusal);
    const Figures after = products(update.profile(), rows);
    print(part.device, "products", before, after);
    CHECK(after.width < 0.85 * before.width);
    CHECK(after.covered > 0.5);               // the L40S, the least like the others, has its shape dependence twice as wide
    before_sum += before.error, after_sum += after.error, covered += after.covered / std::size(parts);
  }
  CHECK(after_sum < before_sum);
  CHECK(covered > 0.7);
}

TEST_CASE("one large all-reduce narrows what a data sheet says of a part's links") {
  if (!is_there()) return;
  double before_sum = 0, after_sum = 0, covered = 0, count = 0;
  for (const Part& part : parts) {
    if (!part.has_collectives) continue;
    CAPTURE(part.device);
    const auto rows = rows_of("collectives_intranode_aiconfigurator.csv", part.device).collectives;
    const CollectiveMeasurement* large = nullptr;
    for (const auto& row : rows)
      if (row.operation == Collective::all_reduce && row.members_per_node == 8 && (!large || row.size > large->size)) large = &row;
    REQUIRE(large);
    SpecUpdate update(prior_of(part), {}, uncertainty);
    const Figures before = all_reduces(update.profile(), rows);
    CHECK_FALSE(update.learn(*large).refusal);
    const Figures one = all_reduces(update.profile(), rows);
    const CollectiveMeasurement* small = nullptr;
    for (const auto& row : rows)
      if (row.operation == Collective::all_reduce && row.members_per_node == 8 && (!small || row.size < small->size)) small = &row;
    CHECK_FALSE(update.learn(*small).refusal);
    const Figures two = all_reduces(update.profile(), rows);
    print(part.device, "large", before, one);
    print(part.device, "and small", one, two);
    CHECK(one.width < before.width);
    CHECK(two.width < one.width);
    CHECK(two.error < before.error);
    before_sum += before.error, after_sum += two.error, covered += two.covered, ++count;
  }
  CHECK(after_sum < 0.75 * before_sum);
  CHECK(covered / count > 0.7);
}
