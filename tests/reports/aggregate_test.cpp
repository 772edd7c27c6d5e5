#include "reports/aggregate.hpp"
#include "tests/reports/samples.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <rapidcheck/catch.h>

using namespace archipelago;
using nlohmann::json;

namespace {

json aggregated(const std::vector<Result>& results) {
  std::vector<json> seeds;
  for (const Result& result : results) seeds.push_back(to_json(result));
  return aggregate(seeds);
}

}   // namespace

TEST_CASE("one seed stays a number") {
  const json one = aggregated({sample_result(1)});
  CHECK(one["goodput"] == Approx(0.91));
  CHECK(one["seeds"] == json({1}));
  CHECK(!one.contains("seed"));
}

TEST_CASE("three seeds give mean and the Student 90 % interval") {
  // 0.91, 0.92, 0.93: s = 0.01, t(0.95, 2) = 2.91999, half-width = 2.91999 x 0.01 / sqrt(3)
  const json goodput = aggregated({sample_result(1), sample_result(2), sample_result(3)})["goodput"];
  CHECK(goodput["mean"] == Approx(0.92));
  CHECK(goodput["ci90"][0] == Approx(0.92 - 0.0168586).epsilon(1e-6));
  CHECK(goodput["ci90"][1] == Approx(0.92 + 0.0168586).epsilon(1e-6));
  CHECK(goodput["p50"] == Approx(0.92));
  CHECK(goodput["n"] == 3);
}

TEST_CASE("every time share gets an interval and the means still sum to one") {
  const json merged = aggregated({sample_result(1), sample_result(4)});
  double sum = 0;
  for (const auto& [name, share] : merged["time_shares"].items()) {
    CHECK(share.contains("ci90"));
    sum += share["mean"].get<double>();
  }
  CHECK(sum == Approx(1));
  CHECK(merged["learners"][2]["time_shares"]["compute"]["mean"] == Approx(0.925));
}

TEST_CASE("what describes the world stays a number") {
  const json merged = aggregated({sample_result(1), sample_result(2)});
  CHECK(merged["learners"][0]["accelerators"] == 64);
  CHECK(merged["cost"]["ledger"][0]["unit_price_usd"] == 2.5);
  CHECK(merged["cost"]["ledger"][0]["amount_usd"]["mean"] == 92160);
  CHECK(merged["engine"]["fidelity"] == "exact");
  CHECK(merged["engine"]["fingerprint"] == json({"fedcba9876543211", "fedcba9876543212"}));
  CHECK(merged["seeds"] == json({1, 2}));
}

TEST_CASE("a histogram is the mean count of each bin, missing bins count zero") {
  Result shorter = sample_result(2);
  shorter.syncer.contributors_histogram = {0, 10};
  const json merged = aggregated({sample_result(1), shorter});
  CHECK(merged["syncer"]["contributors"]["histogram"] == json({0.0, 5.0, 14400.0, 129600.0}));
}

TEST_CASE("directions of one link are kept apart") {
  Result other = sample_result(2);
  other.links[1].bytes = 4e14;
  const json links = aggregated({sample_result(1), other})["links"];
  REQUIRE(links.size() == 2);
  CHECK(links[0]["bytes"]["mean"] == Approx(1.08e14));
  CHECK(links[1]["bytes"]["mean"] == Approx(2.54e14));
}

TEST_CASE("a figure that only some seeds have is over those, and flagged") {
  Result without = sample_result(2);
  without.time_to_target_s.reset();
  const json merged = aggregated({sample_result(1), without, sample_result(3)});
  CHECK(merged["time_to_target_s"]["n"] == 2);
  CHECK(merged["flags"][0]["key"] == "time_to_target_s");
  CHECK(merged["flags"][0]["reason"] == "known in 2 of 3 seeds; the figure is over those");
  CHECK(aggregated({without, without})["time_to_target_s"].is_null());
}

TEST_CASE("repeated flags and unknowns appear once") {
  Result flagged = sample_result(1);
  flagged.flags = {{"a", "b"}};
  Result again = flagged;
  again.seed = 2;
  again.flags.push_back({"c", "d"});
  const json merged = aggregated({flagged, again});
  CHECK(merged["flags"] == json::array({{{"key", "a"}, {"reason", "b"}}, {{"key", "c"}, {"reason", "d"}}}));
  CHECK(merged["unknown"].size() == 1);
}

TEST_CASE("the mean lies in its interval and the order of seeds does not matter") {
  rc::prop("interval holds the mean, symmetric in seeds", [] {
    const auto drawn = *rc::gen::container<std::vector<int>>(5, rc::gen::inRange(-1000, 1000));
    std::vector<Result> results;
    for (const int value : drawn) results.push_back({}), results.back().tokens = value;
    const json forward = aggregated(results)["tokens"];
    std::reverse(results.begin(), results.end());
    const json backward = aggregated(results)["tokens"];
    RC_ASSERT(forward["ci90"][0].get<double>() <= forward["mean"].get<double>());
    RC_ASSERT(forward["mean"].get<double>() <= forward["ci90"][1].get<double>());
    RC_ASSERT(std::abs(forward["mean"].get<double>() - backward["mean"].get<double>()) < 1e-9);
  });
}
