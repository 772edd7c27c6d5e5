#include "sim/validate/assessment.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace archipelago;

namespace {

using Statistic = Requirement::Statistic;

PublishedCell cell(double value, double digit = 1, RowKind kind = RowKind::predicted) {
  PublishedCell cell;
  cell.kind = kind;
  cell.published = {value, digit, false};
  return cell;
}

PublishedTable table_of(std::vector<PublishedCell> cells) {
  PublishedTable table;
  PublishedSeries series;
  series.group = "group";
  series.unit = "%";
  series.cells = std::move(cells);
  table.series = {series};
  return table;
}

TableAnswers answers_of(const std::vector<double>& values) {
  TableAnswers answers(1);
  for (const double value : values) answers.front().push_back({value, {}});
  return answers;
}

}   // namespace

TEST_CASE("errors are combined as their statistic says") {
  const auto table = table_of({cell(10), cell(20), cell(40)});
  const auto answers = answers_of({13, 16, 40});
  CHECK(assess(table, answers, {"group", Statistic::rms, 3}).value == Approx(std::sqrt(25.0 / 3)));
  CHECK(assess(table, answers, {"group", Statistic::max, 4}).value == Approx(4));
  CHECK(assess(table, answers, {"group", Statistic::max_relative, 0.3}).value == Approx(0.3));
  CHECK(assess(table, answers, {"group", Statistic::max, 4}).met());
  CHECK_FALSE(assess(table, answers, {"group", Statistic::max, 3.9}).met());
}

TEST_CASE("quantiles of relative errors are over predicted cells alone") {
  const auto table = table_of({cell(10), cell(20), cell(40), cell(10, 1, RowKind::fitted), cell(10, 1, RowKind::shown)});
  const auto answers = answers_of({11, 26, 44, 90, 90});
  const auto median = assess(table, answers, {"group", Statistic::median_relative, 0.1});
  CHECK(median.rows == 3);
  CHECK(median.value == Approx(0.1));
  CHECK(assess(table, answers, {"group", Statistic::ninetieth_relative, 0.2}).value == Approx(0.26));
  CHECK_FALSE(assess(table, answers, {"group", Statistic::ninetieth_relative, 0.2}).met());
}

TEST_CASE("one unit of the last printed digit is no error where the digit is the limit") {
  const auto table = table_of({cell(0.03, 0.01), cell(0.50, 0.01)});
  CHECK(assess(table, answers_of({0.036, 0.52}), {"group", Statistic::max_relative_or_digit, 0.1}).value == Approx(0.04));
  CHECK_FALSE(assess(table, answers_of({0.045, 0.50}), {"group", Statistic::max_relative_or_digit, 0.1}).met());
}

TEST_CASE("rows that are only shown do not count") {
  const auto table = table_of({cell(10), cell(20, 1, RowKind::shown)});
  const auto found = assess(table, answers_of({10, 90}), {"group", Statistic::max, 1});
  CHECK(found.rows == 1);
  CHECK(found.met());
}

TEST_CASE("a cell without a value and a group without cells miss their target") {
  auto answers = answers_of({10});
  answers.front().front().simulated.reset();
  CHECK_FALSE(assess(table_of({cell(10)}), answers, {"group", Statistic::max, 1e9}).met());
  CHECK_FALSE(assess(table_of({cell(10)}), answers_of({10}), {"another", Statistic::rms, 1e9}).met());
}

TEST_CASE("grid steps are counted from the points that print as the published value") {
  CHECK(grid_steps_off({86.8, 0.1, false}, 86.8511) == 0);
  CHECK(grid_steps_off({86.8, 0.1, false}, 104.811) == 1);
  CHECK(grid_steps_off({86.8, 0.1, false}, 59.6362) == 2);
  CHECK(grid_steps_off({0.2, 0.1, false}, 0.175751) == 0);   // prints as 0.2, like 0.212
  CHECK(grid_steps_off({0.2, 0.1, false}, 0.212095) == 0);
  CHECK(grid_steps_off({0.2, 0.1, false}, 0.255955) == 1);
  CHECK(grid_steps_off({1000, 1, true}, 1000) == 0);
  CHECK(grid_steps_off({1000, 1, true}, 828.643) == 0);
  CHECK(grid_steps_off({1000, 1, true}, 686.649) == 1);
}

TEST_CASE("diagonals join cells with the same number of chips per learner") {
  PublishedTable table;
  for (const int learners : {1, 2, 0}) {
    PublishedSeries series;
    series.learners = learners;
    series.unit = "%";
    series.cells = {cell(0), cell(0)};
    table.series.push_back(series);
  }
  TableAnswers answers{{{80, {}}, {70, {}}}, {{90, {}}, {82, {}}}, {{0, {}}, {0, {}}}};
  const auto found = assess(table, answers, {"", Statistic::diagonal, 1.5});
  CHECK(found.rows == 1);
  CHECK(found.value == Approx(2));   // goodput(1, N) = 80 against goodput(2, 2N) = 82
}
