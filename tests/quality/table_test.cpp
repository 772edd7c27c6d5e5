#include "sim/validate/quality_table.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace archipelago;

TEST_CASE("every published row is in the table, and every target is met") {
  const ValidationTable table = quality_table();
  const auto rows = [&](const std::string& unit) { return std::count_if(table.rows.begin(), table.rows.end(), [&](const auto& row) { return row.unit == unit; }); };
  CHECK(rows("nats") == 43);
  CHECK(rows("points") == 2 * (21 + 4));
  CHECK(rows("%") == 4);
  for (const Judgement& judgement : table.judgements) {
    INFO(judgement.statistic << ": " << judgement.value);
    CHECK(judgement.met());
  }
  CHECK(verdict_of(table) == TableVerdict::met);
}

TEST_CASE("each loss is within 1 %, those that no constant saw too") {
  std::size_t predicted = 0;
  for (const ValidationRow& row : quality_table().rows) {
    if (row.unit != "nats") continue;
    INFO(row.key);
    CHECK(std::fabs(*row.simulated / row.published - 1) < 0.01);
    predicted += row.kind == RowKind::predicted;
  }
  CHECK(predicted == 6);
}
