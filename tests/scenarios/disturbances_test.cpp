// Outages of places, capacity of a market, slow spells and corruption as users write them.
#include "tests/scenarios/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;

namespace {
World world_with(const std::string& patch) {
  const Reading reading = reading_with(patch);
  INFO(problems_text(reading));
  REQUIRE(reading.world);
  return *reading.world;
}
const std::string traces = std::string(SCENARIOS_DIRECTORY) + "/../tests/scenarios/traces/";
const std::string day_law = R"({"law": "exponential", "mean": "60 d"})", hour_law = R"({"law": "constant", "value": "2 h"})";

std::string problems_with(const std::string& patch) { return problems_text(reading_with(patch)); }
} // namespace

TEST_CASE("outages of sites and links by laws become plans, one each") {
  nlohmann::json whole = whole_scenario();
  whole["sites"][1]["outages"] = nlohmann::json::parse(R"({"mtbf": )" + day_law + R"(, "repair": )" + hour_law + R"(, "shards": true})");
  whole["sites"][1]["maintenance"] = nlohmann::json::parse(R"({"every": "30 d", "for": "8 h", "first": "3 d", "notice": "7 d"})");
  whole["network"]["links"][0]["outages"] = nlohmann::json::parse(R"({"mtbf": )" + day_law + R"(, "repair": )" + hour_law + R"(, "factor": 0.25})");
  const Reading reading = reading_of(whole);
  INFO(problems_text(reading));
  REQUIRE(reading.world);
  const auto& plans = reading.world->outages;
  REQUIRE(plans.size() == 3);
  CHECK(plans[0].name == "site west");
  CHECK(plans[0].index == 1);
  CHECK(plans[0].shards_too);
  CHECK(plans[0].laws->up.scale == Seconds(60 * 86400));
  CHECK(plans[0].laws->away.scale == Seconds(7200));
  CHECK(plans[1].name == "maintenance of site west");
  CHECK(plans[1].periodic->first == Seconds(3 * 86400));
  CHECK(plans[1].notice == Seconds(7 * 86400));
  CHECK_FALSE(plans[1].shards_too);
  CHECK(plans[2].name == "link east-hub");
  CHECK(plans[2].place == OutagePlan::Place::link);
  CHECK(plans[2].factor == 0.25);
}

TEST_CASE("a learner's capacity follows a trace") {
  nlohmann::json whole = whole_scenario();
  whole["learners"][1]["available"] = {{"trace", traces + "capacity.csv"}, {"minimum", 1}, {"notice", "2 min"}};
  const Reading reading = reading_of(whole);
  INFO(problems_text(reading));
  REQUIRE(reading.world);
  const Learner& learner = reading.world->learners[2];
  REQUIRE(learner.holding);
  CHECK(learner.holding->notice == Seconds(120));
  CHECK(learner.holding->mean_held == Approx(0.99 / 2));   // two of three instances from 1 s on: one of two slices
  CHECK(assumption(*reading.world, "learners.w.available.trace").find("3 instances for 2 slices (scaled), at least 1 or none") != std::string::npos);
  whole["simulation"]["fidelity"] = "closed-form";
  const Reading closed = reading_of(whole);
  REQUIRE(closed.world);
  CHECK(std::any_of(closed.world->flags.begin(), closed.world->flags.end(), [](const Flag& flag) { return flag.key == "closed-form"; }));
}

TEST_CASE("slow spells and corruption stand beside failures, or alone") {
  const World world = world_with(R"({"failures": {"slow": {"between": )" + day_law + R"(, "length": )" + hour_law + R"(, "factor": [0.25, 0.5]},
    "corruption": {"policy": "reject-merge", "between": )" + day_law + R"(, "detection": )" + hour_law + "}}}");
  REQUIRE(world.slow);
  CHECK(world.failures);
  CHECK(world.slow->least == 0.25);
  CHECK(world.slow->most == 0.5);
  CHECK(world.corruption->policy == Corruption::Policy::reject_merge);
  const World alone = world_with(R"({"failures": {"mtbi": null, "return_delay": null, "corruption": {"policy": "replay"}}})");
  CHECK_FALSE(alone.failures);
  CHECK(alone.failures_known == Known::given);
  CHECK(alone.corruption->replayed == 0.0025);
}

TEST_CASE("what has no effect is refused") {
  CHECK(problems_with(R"({"failures": {"corruption": {"policy": "rollback", "between": )" + day_law + R"(, "detection": )" + hour_law + "}}}").find("the scenario states none") != std::string::npos);
  CHECK(problems_with(R"({"failures": {"corruption": {"policy": "replay", "between": )" + day_law + "}}}").find("has no effect: with policy replay") != std::string::npos);
  CHECK(problems_with(R"({"failures": {"mtbi": null, "corruption": {"policy": "replay"}}})").find("has no effect without a failure rate") != std::string::npos);
}
