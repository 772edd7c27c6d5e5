#include "reports/summary.hpp"
#include "tests/reports/golden.hpp"
#include "tests/reports/samples.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace archipelago;

namespace {

std::string summary_of(const RunInfo& info, const std::vector<Result>& results, const Terminal& terminal) {
  return summary_text(result_document(info, results), terminal);
}

int widest_line(const std::string& text) {
  std::istringstream lines(text);
  int widest = 0;
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, display_width(line));
  return widest;
}

}   // namespace

TEST_CASE("the summary of one seed shows plain numbers") {
  const auto check =
      against_golden("summary_one_seed.txt", summary_of(sample_info(), {sample_result(1)}, {false, false, true, 100}));
  INFO(check.difference);
  CHECK(check.equal);
}

TEST_CASE("the summary of several seeds shows intervals, flags and failed seeds") {
  RunInfo info = sample_info();
  info.failed = {{4, "deadlock at 12.5 s: west-1 waits for round 7"}};
  Result flagged = sample_result(3);
  flagged.flags = {{"step_time.cv", "above 0.5, where the law was not checked"}};
  const auto check = against_golden("summary_seeds_ascii_color.txt",
                                    summary_of(info, {sample_result(1), sample_result(2), flagged}, {true, false, false, 100}));
  INFO(check.difference);
  CHECK(check.equal);
}

TEST_CASE("the summary fits the width it is given") {
  const int width = GENERATE(80, 100, 160);
  const std::string text = summary_of(sample_info(), {sample_result(1), sample_result(2)}, {false, false, true, width});
  CHECK(widest_line(text) <= width);
}

TEST_CASE("NO_COLOR and a file get no escape sequences") {
  const std::vector<Result> results{sample_result(1)};
  CHECK(summary_of(sample_info(), results, {true, true, true, 100}).find('\x1b') == std::string::npos);
  CHECK(summary_of(sample_info(), results, {false, false, true, 100}).find('\x1b') == std::string::npos);
  CHECK(summary_of(sample_info(), results, {true, false, true, 100}).find('\x1b') != std::string::npos);
}

TEST_CASE("a name cannot smuggle an escape sequence onto the terminal") {
  RunInfo info = sample_info();
  info.scenario_name = "evil\x1b[2J\r";
  Result result = sample_result(1);
  result.learners[0].name = "w\x1b]0;title\x07";
  CHECK(summary_of(info, {result}, {false, false, true, 100}).find('\x1b') == std::string::npos);
}

TEST_CASE("a run without a finished seed still has a summary") {
  RunInfo info = sample_info();
  info.failed = {{1, "out of memory"}};
  const std::string text = summary_of(info, {}, {false, false, true, 100});
  CHECK(text.find("no seed finished (1 of 1 failed)") != std::string::npos);
  CHECK(text.find("FAILED seed 1: out of memory") != std::string::npos);
}

TEST_CASE("a long list of learners is cut to the worst ones, and says so") {
  Result result = sample_result(1);
  for (int i = 0; i < 40; ++i) {
    result.learners.push_back(result.learners[0]);
    result.learners.back().name = "extra-" + std::to_string(i);
  }
  result.learners[20].goodput = 0.5;
  result.learners[20].name = "worst";
  const std::string text = summary_of(sample_info(), {result}, {false, false, true, 100});
  CHECK(text.find("12 of 43 learners, lowest goodput first") != std::string::npos);
  CHECK(text.find("worst") != std::string::npos);
}
