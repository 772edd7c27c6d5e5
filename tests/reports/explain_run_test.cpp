#include "reports/explain_run.hpp"
#include "reports/figures.hpp"
#include "tests/reports/golden.hpp"
#include "tests/reports/samples.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace archipelago;

namespace {

const Terminal plain{false, false, true, 100};

Result with_loss(TimeClass loss, double share) {
  Result result = sample_result(1);
  result.time_shares = {};
  result.time_shares[0] = result.goodput = 1 - share;
  result.time_shares[static_cast<std::size_t>(loss)] = share;
  return result;
}

std::string explained(const Result& result) { return explain_run(result_document(sample_info(), {result}), plain); }

}   // namespace

TEST_CASE("no claim without its figure") {
  const auto loss = static_cast<TimeClass>(GENERATE(range(1, static_cast<int>(time_class_count))));
  for (const Statement& statement : run_statements(result_document(sample_info(), {with_loss(loss, 0.2)}), plain)) {
    INFO(statement.text);
    CHECK(!statement.keys.empty());
    CHECK(std::any_of(statement.text.begin(), statement.text.end(), [](char c) { return c >= '0' && c <= '9'; }) !=
          (statement.text.starts_with("The largest loss")));
    for (const std::string& key : statement.keys) CHECK(find_figure(key) != nullptr);
  }
}

TEST_CASE("the explanation of a run reads as kept") {
  const auto check =
      against_golden("explained_run.txt",
                     explain_run(result_document(sample_info(), {sample_result(1), sample_result(2), sample_result(3)}), plain));
  INFO(check.difference);
  CHECK(check.equal);
}

TEST_CASE("a full link is named as the limit, a link with room is not") {
  Result result = with_loss(TimeClass::exposed_communication, 0.3);
  result.links[1].utilization = 0.97;
  CHECK(explained(result).find("west-wan from backbone to west, used 97.00 %") != std::string::npos);
  CHECK(explained(result).find("bandwidth limits the run") != std::string::npos);
  result.links[1].utilization = 0.5;
  CHECK(explained(result).find("bandwidth limits the run") == std::string::npos);
}

TEST_CASE("failures are counted and weighed") {
  // 6 slices lost; 20 % of 3 learners x 64 accelerators x 10 d is 33,177,600 accelerator-seconds, 64 d for each slice
  CHECK(explained(with_loss(TimeClass::offline, 0.2)).find("6 slices were lost; failures and what follows them took 64.00 d") !=
        std::string::npos);
}

TEST_CASE("a run without losses is limited by its steps") {
  const std::string text = explained(with_loss(TimeClass::offline, 0));
  CHECK(text.find("No other class takes 0.1 %") != std::string::npos);
  CHECK(text.find("3.000 s") != std::string::npos);
}

TEST_CASE("two losses whose intervals overlap are not ranked") {
  std::vector<Result> results;
  for (const double loss : {0.02, 0.06, 0.10}) {
    Result result = with_loss(TimeClass::offline, loss);
    result.seed = static_cast<std::uint64_t>(loss * 100);
    result.time_shares[static_cast<std::size_t>(TimeClass::quorum_wait)] = 0.05;
    results.push_back(result);
  }
  CHECK(explain_run(result_document(sample_info(), results), plain).find("is not settled by these seeds") != std::string::npos);
}

TEST_CASE("flags are part of the explanation, and no seed is no explanation") {
  Result result = sample_result(1);
  result.flags = {{"failures", "none were given"}};
  CHECK(explained(result).find("Note on failures: none were given") != std::string::npos);
  CHECK(explain_run(result_document(sample_info(), {}), plain).find("no seed finished") != std::string::npos);
}
