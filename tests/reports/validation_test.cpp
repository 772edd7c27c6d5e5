#include "reports/validation_page.hpp"
#include "reports/validation_table.hpp"
#include "tests/reports/golden.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <limits>

using namespace archipelago;

namespace {

ValidationRow row(std::string key, double published, std::optional<double> simulated, RowKind kind = RowKind::predicted) {
  return {"table-1", std::move(key), published, simulated, "percent", kind, "Table 1", std::nullopt};
}

ValidationTable goodput_table() {
  ValidationTable table{"table-1", "goodput", {}, {}, {}, {}, true};
  table.target.rms = 2;
  table.target.maximum = 5;
  table.rows = {row("M=1", 88, 80, RowKind::fitted), row("M=2", 80, 81), row("M=4", 90, 87), row("M=8", 94, 94)};
  table.rows[1].closed_form = 81.5;
  return table;
}

}   // namespace

TEST_CASE("errors are over predicted rows and judged against the target") {
  const ErrorSummary errors = errors_of(goodput_table(), RowKind::predicted);
  CHECK(errors.rows == 3);
  CHECK(errors.rms == Approx(std::sqrt((1.0 + 9.0 + 0.0) / 3)));
  CHECK(errors.median == Approx(1));
  CHECK(errors.maximum == Approx(3));
  CHECK(verdict_of(goodput_table()) == TableVerdict::met);   // the fitted row is 8 points off and does not count
}

TEST_CASE("each bound can be missed alone") {
  ValidationTable table = goodput_table();
  table.target.maximum = 2.9;
  CHECK(verdict_of(table) == TableVerdict::missed);
  table.target = {ErrorMeasure::absolute, std::nullopt, 0.9, std::nullopt};
  CHECK(verdict_of(table) == TableVerdict::missed);
  table.target = {ErrorMeasure::relative, std::nullopt, std::nullopt, 0.034};
  CHECK(verdict_of(table) == TableVerdict::met);   // 3 of 90 is 3.33 %
}

TEST_CASE("a row without a value misses, whatever the others do") {
  ValidationTable table = goodput_table();
  table.rows.push_back(
      row("M=16", 98, GENERATE(std::optional<double>(), std::optional(std::numeric_limits<double>::quiet_NaN()))));
  CHECK(verdict_of(table) == TableVerdict::missed);
  CHECK(any_missed({table}));
  CHECK(to_json({table}).back()["simulated"].is_null());
}

TEST_CASE("absent data neither counts nor fails; nothing predicted is not judged") {
  ValidationTable absent = goodput_table();
  absent.data_here = false;
  absent.target.rms = 0;
  CHECK(verdict_of(absent) == TableVerdict::data_not_here);
  CHECK(!any_missed({absent}));
  ValidationTable fitted = goodput_table();
  for (ValidationRow& each : fitted.rows) each.kind = RowKind::fitted;
  CHECK(verdict_of(fitted) == TableVerdict::not_judged);
}

TEST_CASE("a judgement counts beside the target, or alone") {
  ValidationTable table = goodput_table();
  if (GENERATE(false, true)) table.target = {};
  table.judgements = {{"rows beyond one grid step", 0.1, 0.2, "", 10}};
  CHECK(verdict_of(table) == TableVerdict::met);
  table.judgements[0].value = GENERATE(0.3, std::numeric_limits<double>::quiet_NaN());
  CHECK(verdict_of(table) == TableVerdict::missed);
}

TEST_CASE("the JSON rows have the keys of the contract") {
  const nlohmann::json rows = to_json({goodput_table()});
  REQUIRE(rows.size() == 4);
  CHECK(rows[2] == nlohmann::json{{"table", "table-1"},
                                  {"key", "M=4"},
                                  {"published", 90},
                                  {"simulated", 87},
                                  {"error", -3},
                                  {"relative_error", -3.0 / 90},
                                  {"unit", "percent"},
                                  {"kind", "predicted"},
                                  {"source", "Table 1"}});
  CHECK(rows[1]["closed_form"] == 81.5);
  CHECK(rows[0]["kind"] == "fitted");
}

TEST_CASE("the validation text reads as kept") {
  ValidationTable missed = goodput_table();
  missed.name = "table-13";
  missed.title = "bandwidth";
  missed.target = {ErrorMeasure::relative, std::nullopt, std::nullopt, 0.01};
  missed.judgements = {{"share of rows beyond one grid step", 0.25, 0.1, "", 3}, {"largest miss", 1, 2, "grid steps", 3}};
  missed.notes = {"MTBI was fitted on M=1"};
  ValidationTable absent{"four-nodes", "measured runs", {}, {}, {}, {}, false};
  const auto check =
      against_golden("validation.txt", validation_text({goodput_table(), missed, absent}, {false, false, true, 100}));
  INFO(check.difference);
  CHECK(check.equal);
}

TEST_CASE("the page on accuracy has each table's errors, verdicts, worst rows and notes") {
  ValidationTable missed = goodput_table();
  missed.name = "missed";
  missed.judgements = {{"largest error", 7, 5, "percent", 3}};
  ValidationTable absent;
  absent.name = "absent";
  absent.data_here = false;
  const std::string page = validation_markdown({goodput_table(), missed, absent});
  CHECK(page.find("| [absent](#absent) | 0 |  |  | 0 | 0 | data not here |") != std::string::npos);
  CHECK(page.find("| largest error | 3 | 7.000 percent | 5.000 percent | **missed** |") != std::string::npos);
  CHECK(page.find("0 of 1 met") != std::string::npos);
  // The worst predicted row comes first, and no fitted row is among them.
  const ValidationTable table = goodput_table();
  const std::string rows = page.substr(page.find("furthest off"), page.find("## missed") - page.find("furthest off"));
  double before = 1e300;
  std::size_t at = 0;
  for (std::size_t found = 0; (found = rows.find("\n| ", at)) != std::string::npos; at = found + 1) {
    const std::string key = rows.substr(found + 3, rows.find(" |", found + 3) - found - 3);
    for (const ValidationRow& row : table.rows) {
      if (row.key != key) continue;
      CHECK(row.kind == RowKind::predicted);
      const double error = std::abs(*row_error(row, table.target.measure));
      CHECK(error <= before);
      before = error;
    }
  }
  CHECK(before < 1e300);
}
