// The measured cells of DiLoCo and LocalSGD, from constants found on four of them.
#include "sim/validate/validate.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

using namespace archipelago;

namespace {
std::filesystem::path shared_data() {
  const char* asked = std::getenv("ARCHIPELAGO_SHARED");
  return (asked ? std::filesystem::path(asked) : std::filesystem::path(ARCHIPELAGO_SCENARIOS) / "../../shared") / "data";
}
} // namespace

TEST_CASE("median errors of sync time and utilization stay below 5 %, nine tenths below 20 %, and luck does not decide the median") {
  if (!std::filesystem::exists(shared_data() / "timings/diloco_measured_runs.csv")) {
    WARN("SKIPPED: the measured runs are not here; give their folder as ARCHIPELAGO_SHARED");
    return;
  }
  const Validation validation = validate_tables({.tables = {"measured"}, .data = shared_data(), .refit = {}, .scenarios = ARCHIPELAGO_SCENARIOS});
  REQUIRE(validation.tables.size() == 1);
  const ValidationTable& table = validation.tables.front();
  REQUIRE(table.judgements.size() == 4);
  for (const Judgement& judgement : table.judgements) {
    INFO(judgement.statistic << " " << judgement.value);
    CHECK(judgement.met());
    CHECK(judgement.rows == 30);
  }
  std::size_t fitted = 0;
  for (const ValidationRow& row : table.rows) fitted += row.kind == RowKind::fitted;
  CHECK(fitted == 9);
}
