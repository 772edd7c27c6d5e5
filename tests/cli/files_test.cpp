#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

using namespace archipelago;
using nlohmann::json;

TEST_CASE("a directory is not overwritten by a result") {
  const ScratchFolder folder;
  std::filesystem::create_directory(folder / "taken");
  const Ended ended = run_program({"run", four_nodes, "--out", folder / "taken"});
  CHECK(ended.code == 5);
  CHECK(contains(ended.err, "is a directory"));
}

TEST_CASE("a full disk is said, and the old file stays") {
  const Ended ended = run_program({"run", four_nodes, "--quiet", "--out", "/dev/full"});
  CHECK(ended.code == 5);
  CHECK(contains(ended.err, "No space left"));
}

TEST_CASE("a result replaces a file through a link and leaves nothing beside it") {
  const ScratchFolder folder;
  std::ofstream(folder / "old.json") << "old";
  std::filesystem::create_symlink(folder / "old.json", folder / "link.json");
  REQUIRE(run_program({"run", four_nodes, "--quiet", "--out", folder / "link.json"}).code == 0);
  CHECK(std::filesystem::is_symlink(folder / "link.json"));
  CHECK(json::parse(read_text(folder / "old.json")).contains("goodput"));
  CHECK(folder.entries() == 2);
}

TEST_CASE("--timeline writes trace events") {
  const ScratchFolder folder;
  REQUIRE(run_program({"run", four_nodes, "--quiet", "--timeline", folder / "t.json"}).code == 0);
  const json timeline = json::parse(read_text(folder / "t.json"));
  CHECK(timeline.at("traceEvents").size() > 40);
}

TEST_CASE("a tape plays the same run again") {
  const ScratchFolder folder;
  const std::vector<std::string> base{"run", four_regions, "--quiet", "--seed", "3", "--set", "simulation.horizon=2 h", "--set", "failures.mtbi=0.02 year"};
  auto recording = base, replaying = base;
  recording.insert(recording.end(), {"--record", folder / "tape.json", "--out", folder / "recorded.json"});
  replaying.insert(replaying.end(), {"--replay", folder / "tape.json", "--out", folder / "replayed.json"});
  REQUIRE(run_program(recording).code == 0);
  const json tape = json::parse(read_text(folder / "tape.json"));
  CHECK(tape.at("seed") == 3);
  CHECK(tape.at("rounds").size() > 10);
  CHECK(tape.at("failures").size() > 0);
  const Ended again = run_program(replaying);
  REQUIRE(again.code == 0);
  CHECK(again.err.empty());
  const json recorded = json::parse(read_text(folder / "recorded.json")), replayed = json::parse(read_text(folder / "replayed.json"));
  CHECK(recorded.at("tokens") == replayed.at("tokens"));
  CHECK(recorded.at("outer_steps") == replayed.at("outer_steps"));
  CHECK(recorded.at("time_shares") == replayed.at("time_shares"));
}

TEST_CASE("a tape in another scenario is said, one that does not fit is refused") {
  const ScratchFolder folder;
  REQUIRE(run_program({"run", four_nodes, "--quiet", "--record", folder / "tape.json"}).code == 0);
  const Ended faster = run_program({"run", four_nodes, "--quiet", "--replay", folder / "tape.json", "--set", "network.links.n1-nic.bandwidth=2 Gbps"});
  CHECK(faster.code == 0);
  CHECK(contains(faster.err, "another scenario"));
  json tape = json::parse(read_text(folder / "tape.json"));
  tape["rounds"][0]["contributors"] = {0, 17};
  std::ofstream(folder / "tape.json") << tape;
  const Ended ended = run_program({"run", four_nodes, "--replay", folder / "tape.json"});
  CHECK(ended.code == 2);
  CHECK(contains(ended.err, "learner 17"));
}

TEST_CASE("what is no tape is refused") {
  const ScratchFolder folder;
  std::ofstream(folder / "tape.json") << R"({"format": "archipelago-tape/1", "seed": 1, "scenario_hash": "xyz", "rounds": [], "failures": []})";
  const Ended ended = run_program({"run", four_nodes, "--replay", folder / "tape.json"});
  CHECK(ended.code == 2);
  CHECK(contains(ended.err, "tape.json is no event tape"));
}
