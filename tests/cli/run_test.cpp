#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;
using nlohmann::json;

namespace {

// A short piece of the main example, so that several runs cost a second.
std::vector<std::string> short_regions(std::vector<std::string> more) {
  std::vector<std::string> arguments{"run", four_regions, "--set", "simulation.horizon=1 h", "--set", "failures.mtbi=0.02 year", "--quiet"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

// What may differ between two runs of the same: how long it took here.
json without_wall_time(json document) {
  document["engine"].erase("wall_s");
  return document;
}

} // namespace

TEST_CASE("the four-node example gives the contract's answers") {
  const ScratchFolder folder;
  const Ended ended = run_program({"run", four_nodes, "--out", folder / "r.json"});
  REQUIRE(ended.code == 0);
  CHECK(contains(ended.out, "four-nodes-1g"));
  const json result = json::parse(read_text(folder / "r.json"));
  CHECK(result.at("format") == "archipelago-result/1");
  CHECK(result.at("engine").at("simgrid").get<std::string>().starts_with("3."));
  CHECK(result.at("outer_steps") == 10);
  CHECK(result.at("tokens") == 2621440);
  CHECK(result.at("horizon_s").get<double>() == Approx(23.198).epsilon(1e-3));
  CHECK(result.at("compute_utilization").get<double>() == Approx(0.3518).epsilon(1e-3));
  CHECK(result.at("syncer").at("sync_s").at("mean").get<double>() == Approx(1.5038).epsilon(1e-3));
  CHECK(folder.entries() == 1);
}

TEST_CASE("figures do not depend on the number of jobs") {
  const ScratchFolder folder;
  REQUIRE(run_program(short_regions({"--replications", "5", "--jobs", "1", "--out", folder / "one.json"})).code == 0);
  REQUIRE(run_program(short_regions({"--replications", "5", "--jobs", "4", "--out", folder / "four.json"})).code == 0);
  const json one = json::parse(read_text(folder / "one.json"));
  CHECK(without_wall_time(one) == without_wall_time(json::parse(read_text(folder / "four.json"))));
  CHECK(one.at("seeds") == json({1, 2, 3, 4, 5}));
  CHECK(one.at("goodput").at("n") == 5);
}

TEST_CASE("--seed and --replications choose the seeds") {
  const ScratchFolder folder;
  REQUIRE(run_program(short_regions({"--seed", "7", "--replications", "2", "--out", folder / "r.json"})).code == 0);
  CHECK(json::parse(read_text(folder / "r.json")).at("seeds") == json({7, 8}));
  REQUIRE(run_program(short_regions({"--seed", "7", "--out", folder / "r.json"})).code == 0);
  CHECK(json::parse(read_text(folder / "r.json")).at("seeds") == json({7}));
}

TEST_CASE("--quiet prints nothing") {
  const Ended ended = run_program(short_regions({"--replications", "2"}));
  CHECK(ended.code == 0);
  CHECK(ended.out.empty());
  CHECK(ended.err.empty());
}

TEST_CASE("a seed that crashes is exit 1, with its reason, and the file is still written") {
  const ScratchFolder folder;
  const Ended ended = run_program({"run", four_nodes, "--sg-cfg", "no/such:option", "--out", folder / "r.json"});
  CHECK(ended.code == 1);
  CHECK(contains(ended.err, "seed 1 failed"));
  const json result = json::parse(read_text(folder / "r.json"));
  CHECK(result.at("failed").at(0).at("seed") == 1);
  CHECK(contains(result.at("failed").at(0).at("reason").get<std::string>(), "no/such"));
  CHECK(result.at("goodput").is_null());
}

TEST_CASE("a run beyond its time limit is a failed run") {
  const Ended ended = run_program({"run", four_regions, "--replications", "1", "--set", "simulation.horizon=20 year", "--time-limit", "0.3", "--quiet"});
  CHECK(ended.code == 1);
  CHECK(contains(ended.err, "limit of 0.3 s"));
}

TEST_CASE("a fast run says that SimGrid was not used") {
  const ScratchFolder folder;
  REQUIRE(run_program(short_regions({"--set", "simulation.fidelity=fast", "--seed", "1", "--out", folder / "r.json"})).code == 0);
  const json engine = json::parse(read_text(folder / "r.json")).at("engine");
  CHECK(engine.at("fidelity") == "fast");
  CHECK(engine.at("simgrid") == "not used");
}

TEST_CASE("closed-form answers without replaying") {
  const ScratchFolder folder;
  REQUIRE(run_program({"run", four_nodes, "--set", "simulation.fidelity=closed-form", "--out", folder / "r.json"}).code == 0);
  const json result = json::parse(read_text(folder / "r.json"));
  CHECK(result.at("engine").at("fidelity") == "closed-form");
  CHECK(result.at("compute_utilization").get<double>() == Approx(0.3518).epsilon(0.02));
}

TEST_CASE("70B on 512 H100 without a step time: predicted, fits, used, and the same for every seed") {
  const ScratchFolder folder;
  const std::string example = std::string(SOURCE_ROOT) + "/scenarios/examples/learner-layouts.json";
  const Ended ended = run_program({"run", example, "--set", "simulation.horizon=30 min", "--replications", "2", "--out", folder / "r.json"});
  REQUIRE(ended.code == 0);
  const json result = json::parse(read_text(folder / "r.json"));
  for (const json& learner : result.at("learners")) {
    const json& predicted = learner.at("predicted");
    CHECK(predicted.at("fits") == true);
    CHECK(predicted.at("used") == true);
    CHECK(predicted.at("memory_bytes").get<double>() < predicted.at("available_bytes").get<double>());
    const double step = predicted.at("step_time_s");
    CHECK(predicted.at("low").get<double>() < step);
    CHECK(predicted.at("high").get<double>() > step);
    CHECK(learner.at("step_time_s").at("mean").at("mean").get<double>() == Approx(step).epsilon(0.01));
    double parts = 0;
    for (const auto& [name, part] : predicted.at("breakdown").items()) parts += part.get<double>();
    CHECK(parts == Approx(step));
    const json& layout = predicted.at("layout");
    CHECK(layout.at("tensor").get<int>() * layout.at("pipeline").get<int>() * layout.at("context").get<int>() * layout.at("data").get<int>() ==
          learner.at("accelerators").get<int>());
  }
  const double mfu = result.at("mfu").at("mean");
  CHECK(mfu > 0.3);
  CHECK(mfu < 0.7);
  CHECK(contains(ended.out, "step time"));
  CHECK(contains(ended.out, "layout of h100-1"));
  CHECK(contains(run_program({"explain", folder / "r.json"}).out, "is a prediction"));
  CHECK(run_program({"explain", "learners[].predicted.breakdown.matrix_s"}).code == 0);
}

TEST_CASE("what does not fit is refused with the amounts, and the scenario's own step time lets it pass with a note") {
  const std::string example = std::string(SOURCE_ROOT) + "/scenarios/examples/learner-layouts.json";
  const Ended refused = run_program({"run", example, "--set", "learners.h100.accelerators=8"});
  CHECK(refused.code == 3);
  CHECK(contains(refused.err, "does not fit on 8 h100-sxm"));
  CHECK(contains(refused.err, "GB of 80.0 GB"));
  const Ended given = run_program({"run", example, "--set", "learners.h100.accelerators=8", "--set", "learners.h100.step_time=60 s", "--set", "simulation.horizon=30 min"});
  CHECK(given.code == 0);
  CHECK(contains(given.out, "does not fit"));
}
