// `validate --table training` on the measured tables, for several draws of the fitted quarter.
#include "scenarios/efficiencies.hpp"
#include "sim/validate/training/asked_tables.hpp"
#include "sim/validate/training/factors.hpp"
#include "sim/validate/training/training_table.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>

using namespace archipelago;

namespace {

std::filesystem::path measured() {
  const char* asked = std::getenv("ARCHIPELAGO_SHARED");
  return (asked ? std::filesystem::path(asked) : std::filesystem::path(ARCHIPELAGO_SCENARIOS) / "../../shared") / "data";
}

ValidationTable table_of(std::uint64_t seed) { return training_table({.data = measured(), .scenarios = ARCHIPELAGO_SCENARIOS, .seed = seed}); }

double value_of(const ValidationTable& table, const std::string& statistic) {
  const auto found = std::find_if(table.judgements.begin(), table.judgements.end(), [&](const Judgement& j) { return j.statistic == statistic; });
  INFO(statistic);
  REQUIRE(found != table.judgements.end());
  return found->value;
}

constexpr int seeds = 5;

// The median over the draws: one draw may put most of a file's odd rows on one side.
double usual(const std::vector<ValidationTable>& tables, const std::string& statistic) {
  std::vector<double> values;
  for (const ValidationTable& table : tables) values.push_back(value_of(table, statistic));
  std::nth_element(values.begin(), values.begin() + seeds / 2, values.end());
  return values[seeds / 2];
}

} // namespace

TEST_CASE("the catalogue's efficiency factors are those of the measured tables") {
  if (!std::filesystem::exists(measured() / "timings")) {
    WARN("SKIPPED: the measured tables are not here; give their folder as ARCHIPELAGO_SHARED");
    return;
  }
  const AskedTables asked(measured(), ARCHIPELAGO_SCENARIOS);
  const EfficiencyCatalogue fitted = efficiency_factors(asked.steps());
  const auto file = read_efficiencies(std::filesystem::path(ARCHIPELAGO_SCENARIOS) / "profiles");
  CHECK(file.problems.empty());
  CHECK(efficiencies_text(fitted) == efficiencies_text(file.catalogue));
}

TEST_CASE("steps are predicted from kernels and one factor per device and framework") {
  if (!std::filesystem::exists(measured() / "timings")) {
    WARN("SKIPPED: the measured tables are not here; give their folder as ARCHIPELAGO_SHARED");
    return;
  }
  std::vector<ValidationTable> tables;
  for (int seed = 1; seed <= seeds; ++seed) tables.push_back(table_of(static_cast<std::uint64_t>(seed)));
  for (const char* file : {"e2e_mpt_fsdp__llm_foundry", "e2e_a100_multinode__vtrain", "e2e_mlperf_training", "e2e_nvidia_megatron_bridge"})
    CHECK(usual(tables, std::string("median error, ") + file) <= 7);
  // Releases of Megatron-Bridge differ by up to a factor of two in one configuration: its 90th percentile is missed in half of the draws.
  for (const char* file : {"e2e_mpt_fsdp__llm_foundry", "e2e_a100_multinode__vtrain", "e2e_mlperf_training"})
    CHECK(usual(tables, std::string("90th percentile, ") + file) <= 18);
  for (const char* file : {"e2e_mpt_fsdp__llm_foundry", "e2e_mlperf_training", "e2e_nvidia_megatron_bridge"})
    CHECK(usual(tables, std::string("median error with another device's factor, ") + file) <= 25);
  CHECK(usual(tables, "median error, e2e_tpu_maxtext") <= 15);
  CHECK(usual(tables, "groups of layouts whose best is not in our first three") <= 20);
  CHECK(usual(tables, "median regret of our first layout") <= 5);
  for (const ValidationTable& table : tables)
    for (const Judgement& judgement : table.judgements)
      if (judgement.statistic.find("constant MFU") != std::string::npos && judgement.statistic.find("tpu") == std::string::npos) {
        INFO(judgement.statistic);
        CHECK(judgement.met());
      }
}
