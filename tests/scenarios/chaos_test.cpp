// Chaos as users write it becomes events with everything that they hit.
#include "tests/scenarios/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;

namespace {
World world_with(const std::string& chaos) {
  const Reading reading = reading_with(R"({"simulation": {"chaos": )" + chaos + "}}");
  INFO(problems_text(reading));
  REQUIRE(reading.world);
  return *reading.world;
}
} // namespace

TEST_CASE("a learner goes by name or by number, alone or until a date") {
  const World world = world_with(R"("kill=learner:e-2@5 min,learner:3@0.5h..2700s")");
  REQUIRE(world.chaos.size() == 2);
  CHECK(world.chaos[0].victims.at(0).learner == 1);
  CHECK_FALSE(world.chaos[0].until);
  CHECK(world.chaos[0].at == Seconds(300));
  CHECK(world.chaos[1].victims.at(0).learner == 2);
  CHECK_FALSE(world.chaos[1].victims.at(0).slice);
  CHECK(*world.chaos[1].until == Seconds(2700));
  CHECK(world.chaos[1].text == "kill=learner:3@0.5h..2700s");
}

TEST_CASE("a slice counts from one, a site takes its learners and links, a link goes by its name or its ends") {
  const World world = world_with(R"(["slice:e-1/2@5 min", "site:east@5 min..6min", "slow=link:hub/west@1s..2s*0.25, kill=link:west-hub@3s..4s"])");
  REQUIRE(world.chaos.size() == 4);
  CHECK(world.chaos[0].victims.at(0).slice == 1u);
  CHECK(world.chaos[1].victims.size() == 2);
  CHECK(world.chaos[1].links == std::vector<std::size_t>{0});
  CHECK(world.chaos[2].links == std::vector<std::size_t>{1});
  CHECK(world.chaos[2].factor == 0.25);
  CHECK(world.chaos[3].links == std::vector<std::size_t>{1});
  CHECK(world.chaos[3].factor == 0);
  CHECK(outages_of(world, 1).size() == 2);
}

TEST_CASE("--chaos joins what the scenario orders, changes its hash, and is named in the result's flags") {
  nlohmann::json document = whole_scenario();
  document["simulation"]["chaos"] = "kill=learner:e-1@5 min";
  ReadOptions options = catalogue_options();
  const Reading own = read_scenario_text(document.dump(), "test.json", options);
  options.chaos = {"kill=site:west@10 min..20 min"};
  const Reading both = read_scenario_text(document.dump(), "test.json", options);
  REQUIRE(own.world);
  REQUIRE(both.world);
  CHECK(both.world->chaos.size() == 2);
  CHECK(both.world->hash != own.world->hash);
  CHECK(both.world->flags.size() == own.world->flags.size() + 1);
  CHECK(both.world->flags.back().reason == "Ordered by the scenario: kill=site:west@10 min..20 min.");
}

TEST_CASE("a shard goes by its learner, a central syncer and a parameter server by their site") {
  const World sharded = world_with(R"("kill=shard:e-2@5 min..6min,shard:3@7min")");
  REQUIRE(sharded.chaos.size() == 2);
  CHECK(sharded.chaos[0].syncer);
  CHECK(sharded.chaos[0].victims.empty());
  CHECK(sharded.chaos[1].syncer);
  const auto problems = [](const std::string& protocol, const std::string& chaos) {
    return problems_text(reading_with(R"({"simulation": {"chaos": ")" + chaos + R"("}, "protocol": )" + protocol + "}"));
  };
  CHECK(problems(R"({"syncer": {"site": "west"}, "all_reduce": null})", "kill=syncer:west@5min..6min") == "");
  CHECK(problems(R"({"syncer": {"site": "west"}, "all_reduce": null})", "kill=shard:e-1@5min..6min").find("the syncer is not sharded, it stands at a site; expected syncer:west") != std::string::npos);
  CHECK(problems("{}", "kill=syncer:west@5min..6min").find("expected shard:NAME of a learner") != std::string::npos);
}
