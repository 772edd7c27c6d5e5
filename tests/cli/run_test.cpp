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

TEST_CASE("closed-form answers without replaying") {
  const ScratchFolder folder;
  REQUIRE(run_program({"run", four_nodes, "--set", "simulation.fidelity=closed-form", "--out", folder / "r.json"}).code == 0);
  const json result = json::parse(read_text(folder / "r.json"));
  CHECK(result.at("engine").at("fidelity") == "closed-form");
  CHECK(result.at("compute_utilization").get<double>() == Approx(0.3518).epsilon(0.02));
}
