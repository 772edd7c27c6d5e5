// `sweep` and `merge` as users meet them.
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <csignal>
#include <unistd.h>

using namespace archipelago;

namespace {

using Words = std::vector<std::string>;

Words small_study(const std::string& store, const Words& more = {}) {
  Words words{"sweep", four_nodes, "--set", "simulation.horizon=64 steps", "--vary", "protocol.sync_interval=16,32,64", "--vary", "protocol.bits=8,32",
              "--replications", "2", "--out", store};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::size_t lines_of(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

} // namespace

TEST_CASE("a dry sweep prints the runs and touches nothing") {
  const ScratchFolder folder;
  const Ended dry = run_program(small_study(folder / "a.db", {"--dry"}));
  CHECK(dry.code == 0);
  CHECK(contains(dry.out, "6 points, 12 runs"));
  CHECK(folder.entries() == 0);
}

TEST_CASE("a sweep plays what its store lacks, and says how it stands in words, JSON and CSV") {
  const ScratchFolder folder;
  const Ended first = run_program(small_study(folder / "a.db"));
  CHECK(first.code == 0);
  CHECK(contains(first.err, "12 runs played, 0 were in the store, 0 failed"));
  CHECK(contains(first.out, "6 points, largest goodput first"));
  CHECK(contains(first.out, "90 % interval"));
  const Ended again = run_program(small_study(folder / "a.db", {"--json", "--goal", "min horizon_s"}));
  CHECK(contains(again.err, "0 runs played, 12 were in the store"));
  const auto document = nlohmann::json::parse(again.out);
  CHECK(document["format"] == "archipelago-study-result/1");
  REQUIRE(document["points"].size() == 6);
  const auto& best = document["points"][0];
  CHECK(best["values"]["protocol.sync_interval"] == "64");    // fewest synchronizations of the fewest bytes
  CHECK(best["values"]["protocol.bits"] == "8");
  CHECK(best["figures"]["horizon_s"]["n"] == 2);
  CHECK(document["figures"]["horizon_s"]["definition"].get<std::string>().size() > 5);
  const Ended csv = run_program(small_study(folder / "a.db", {"--csv"}));
  CHECK(lines_of(csv.out) == 7);
  CHECK(csv.out.starts_with("point,protocol.sync_interval,protocol.bits,goodput,goodput ci90 low"));
}

TEST_CASE("three shards merged have the dump of one sweep") {
  const ScratchFolder folder;
  const Ended whole = run_program(small_study(folder / "a.db", {"--dump", "--jobs", "1"}));
  CHECK(lines_of(whole.out) == 12);
  Words merge{"merge"};
  for (const std::string part : {"1", "2", "3"}) {
    CHECK(run_program(small_study(folder / ("part" + part + ".db"), {"--shard", part + "/3"})).code == 0);
    merge.push_back(folder / ("part" + part + ".db"));
  }
  merge.insert(merge.end(), {"--out", folder / "all.db", "--dump"});
  CHECK(run_program(merge).out == whole.out);
}

TEST_CASE("Ctrl-C ends a sweep with 130, and it goes on from there") {
  const ScratchFolder folder;
  const auto long_study = [&](const Words& more) {
    Words words{"sweep", four_regions, "--set", "simulation.horizon=1 d", "--vary", "protocol.sync_interval=24,48,72,96", "--replications", "8", "--out", folder / "a.db", "--jobs", "2"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };
  const pid_t helper = fork();                 // sends the signal once the store has begun
  if (helper == 0) {
    for (int i = 0; i < 600 && !std::filesystem::exists(folder / "a.db-wal"); ++i) usleep(50000);
    usleep(300000);
    // The program is the only other child of the test.
    std::ifstream list("/proc/" + std::to_string(getppid()) + "/task/" + std::to_string(getppid()) + "/children");
    for (pid_t child; list >> child;) if (child != getpid()) kill(-child, SIGINT);
    _exit(0);
  }
  const Ended ended = run_program(long_study({}));
  CHECK(ended.code == 130);
  CHECK(contains(ended.err, "the same command goes on"));
  const Ended dry = run_program(long_study({"--dry"}));
  CHECK(contains(dry.out, "4 points, 32 runs"));
}

TEST_CASE("mistakes of a study are found before the first run, all of them at once") {
  const ScratchFolder folder;
  const Ended axes = run_program({"sweep", four_nodes, "--vary", "protocol.bitz=8,16", "--vary", "protocol.sync_interval=4..1/2", "--out", folder / "a.db"});
  CHECK(axes.code == 2);
  CHECK(contains(axes.err, "did you mean bits?"));
  CHECK(contains(axes.err, "2 problems"));
  const Ended points = run_program({"sweep", four_nodes, "--vary", "protocol.bits=8,7,16", "--vary", "protocol.sync_interval=16,0", "--out", folder / "a.db"});
  CHECK(points.code == 3);
  CHECK(contains(points.err, "at 2 of 6 points: 3 (protocol.bits=7, protocol.sync_interval=16)"));
  CHECK(run_program({"sweep", four_nodes, "--vary", "protocol.bits=8", "--goal", "min goodputt"}).code == 2);
  CHECK(run_program({"sweep", four_nodes, "--vary", "protocol.bits=8", "--shard", "3/2"}).code == 2);
  CHECK(run_program({"sweep", four_nodes}).code == 2);
  CHECK(run_program({"sweep", folder / "none.json", "--vary", "protocol.bits=8"}).code == 3);
  CHECK(run_program({"merge", folder / "none.db", "--out", folder / "b.db"}).code == 5);
  CHECK(folder.entries() == 0);
}

TEST_CASE("protocols can be an axis: keys that one does not use are left out there") {
  const ScratchFolder folder;
  const Ended ended = run_program({"sweep", four_regions, "--set", "simulation.horizon=1 h", "--replications", "1", "--vary", "protocol.name=decoupled-diloco,data-parallel", "--out", folder / "a.db", "--csv"});
  CHECK(ended.code == 0);
  CHECK(lines_of(ended.out) == 3);
}

TEST_CASE("runs that fail are rows with reasons, and exit 1") {
  const ScratchFolder folder;
  const Ended ended = run_program(small_study(folder / "a.db", {"--memory-limit", "1MB", "--retries", "0"}));
  CHECK(ended.code == 1);
  CHECK(contains(ended.out, "Runs failed at points"));
  CHECK(contains(ended.out, "first: seed 1 of point 1: "));
  const Ended again = run_program(small_study(folder / "a.db", {"--retry-failed"}));
  CHECK(again.code == 0);
}
