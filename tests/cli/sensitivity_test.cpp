// `sensitivity` as users meet it, on a scenario whose answers are known by hand: four nodes, blocking DiLoCo over 1 Gbps.
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;

namespace {

using Words = std::vector<std::string>;

Words asked(const std::string& store, const Words& more) {
  Words words{"sensitivity", four_nodes, "--out", store, "--json", "--goal", "max compute_utilization"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

} // namespace

TEST_CASE("a tornado has the change of each key alone, against the scenario itself") {
  const ScratchFolder folder;
  const Ended ended = run_program(asked(folder / "a.db", {"--vary", "protocol.bits=8..32", "--vary", "protocol.sync_interval=32,64", "--replications", "2"}));
  REQUIRE(ended.code == 0);
  const auto answer = nlohmann::json::parse(ended.out);
  // Compute 32 x 25.5 ms = 0.816 s, synchronization 1.5038 s: 0.3518. A quarter of the bytes: about 0.816 / (0.816 + 0.376) = 0.685.
  CHECK(answer["base"]["mean"].get<double>() == Approx(0.3518).margin(1e-4));
  const auto& bits = answer["changes"][0];
  CHECK(bits["low"]["value"] == "8");
  CHECK(bits["low"]["difference"]["mean"].get<double>() == Approx(0.333).margin(0.003));
  CHECK(bits["high"]["difference"]["mean"].get<double>() == 0);   // 32 bits is what the scenario has
  const auto& interval = answer["changes"][1];
  CHECK(interval["high"]["difference"]["mean"].get<double>() == Approx(1.632 / (1.632 + 1.5038) - 0.3518).margin(1e-3));
  CHECK(interval["high"]["difference"]["n"] == 2);
}

TEST_CASE("a break-even value is where a formula puts it, and both of its sides are shown") {
  const ScratchFolder folder;
  // H x 25.5 ms / (H x 25.5 ms + 1.5038 s) >= 0.6 from H = 88.5 on; the horizon of 320 steps is 3 rounds and a part of one, so look at whole rounds.
  const Ended ended = run_program(asked(folder / "a.db", {"--break-even", "protocol.sync_interval=16..160", "--reach", "0.6", "--set", "simulation.horizon=1 h"}));
  REQUIRE(ended.code == 0);
  const auto answer = nlohmann::json::parse(ended.out);
  CHECK(answer["found"] == true);
  REQUIRE(answer["sides"].size() == 2);
  const int below = std::stoi(answer["sides"][0]["value"].get<std::string>()), above = std::stoi(answer["sides"][1]["value"].get<std::string>());
  CHECK(above == below + 1);
  CHECK(above == 89);
  CHECK(answer["sides"][0]["margin"]["mean"].get<double>() < 0);
  CHECK(answer["sides"][1]["margin"]["mean"].get<double>() >= 0);
}

TEST_CASE("DiLoCo against data parallel: a comparison along a key, keys that the other does not use left out") {
  const ScratchFolder folder;
  const Ended ended = run_program(asked(folder / "a.db", {"--break-even", "protocol.sync_interval=1..64", "--against", "data-parallel"}));
  REQUIRE(ended.code == 0);
  const auto answer = nlohmann::json::parse(ended.out);
  CHECK(answer["condition"] == "better than data-parallel");
  CHECK(answer["sides"][1]["margin"]["mean"].get<double>() > 0);
}

TEST_CASE("screening orders keys by strength") {
  const ScratchFolder folder;
  const Ended ended = run_program({"sensitivity", four_nodes, "--out", folder / "a.db", "--morris", "4", "--goal", "max compute_utilization", "--set", "simulation.horizon=320 steps",
                                   "--vary", "protocol.sync_interval=16..64", "--vary", "network.links.n1-nic.one_way_latency=10 us..100 us"});
  REQUIRE(ended.code == 0);
  CHECK(ended.out.find("protocol.sync_interval") < ended.out.find("network.links.n1-nic.one_way_latency"));
  CHECK(contains(ended.out, "trajectories"));
}

TEST_CASE("questions that make no sense are refused") {
  const ScratchFolder folder;
  const auto code = [&](const Words& more) { return run_program(asked(folder / "a.db", more)).code; };
  CHECK(code({}) == 2);
  CHECK(code({"--reach", "0.5", "--vary", "protocol.bits=8..32"}) == 2);
  CHECK(code({"--break-even", "protocol.sync_interval=16..160"}) == 2);
  CHECK(code({"--break-even", "protocol.name=diloco,data-parallel", "--reach", "0.6"}) == 2);
  CHECK(code({"--break-even", "protocol.sync_intervall=16..160", "--reach", "0.6"}) == 2);
  CHECK(code({"--vary", "$n=1,2", "--set", "protocol.bits=${8 * 2}"}) == 2);
  CHECK(code({"--vary", "protocol.name=diloco,data-parallel,streaming-diloco"}) == 2);
  CHECK(folder.entries() == 0);
}

TEST_CASE("a value that cannot be is said with the point that has it, and crashes nothing") {
  const ScratchFolder folder;
  const Ended tornado = run_program(asked(folder / "a.db", {"--vary", "protocol.bits=8,16", "--vary", "protocol.sync_interval=0,32"}));
  CHECK(tornado.code == 3);
  CHECK(contains(tornado.err, "protocol.sync_interval=0"));
  CHECK_FALSE(contains(tornado.err, "protocol.bits=8,"));   // a point of one change names that change alone
  const Ended search = run_program(asked(folder / "b.db", {"--vary", "protocol.bits=8,16", "--break-even", "protocol.sync_interval=0..160", "--reach", "0.6"}));
  CHECK(search.code >= 1);
  CHECK(search.code < 128);   // refused, by no signal
}
