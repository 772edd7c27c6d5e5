// `plan` as users meet it.
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <csignal>
#include <unistd.h>

using namespace archipelago;

namespace {

using Words = std::vector<std::string>;

// 72 points, of which 24 ask for a quorum of more learners than there are.
Words small_plan(const std::string& store, const Words& more = {}) {
  Words words{"plan", four_regions, "--set", "simulation.horizon=2 h", "--set", "simulation.fidelity=fast", "--set", "failures.mtbi=0.02 year", "--set", "learners.west.count=1",
              "--minimise", "cost.to_equal_loss_usd", "--vary", "protocol.sync_interval=24,48,96", "--vary", "protocol.overlap=1,2", "--vary", "protocol.bits=4,8",
              "--vary", "protocol.quorum=1,6,8", "--vary", "network.links.west-wan.bandwidth=250 Mbps,2 Gbps", "--replications", "4", "--most-runs", "60", "--out", store};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::string dump_of(const ScratchFolder& folder, const std::string& store) {
  return run_program({"merge", store, "--out", folder / ("dump-of-" + std::filesystem::path(store).filename().string()), "--dump"}).out;
}

} // namespace

TEST_CASE("a plan says who won, why, and what it cost to find out") {
  const ScratchFolder folder;
  const Ended ended = run_program(small_plan(folder / "a.db", {"--json", "--require", "quality.token_efficiency>=0.8", "--winner", folder / "best.json"}));
  REQUIRE(ended.code == 0);
  const auto plan = nlohmann::json::parse(ended.out);
  CHECK(plan["format"] == "archipelago-plan/1");
  CHECK(plan["search"]["design"] == 72);
  REQUIRE(plan["search"]["refused"].size() == 1);
  CHECK(plan["search"]["refused"][0]["points"] == 24);
  CHECK(contains(plan["search"]["refused"][0]["reason"].get<std::string>(), "a quorum of 8 with 6 learners"));
  CHECK(plan["search"]["runs"].get<int>() <= 60);
  CHECK(plan["points"].size() == 48);
  const auto& rungs = plan["search"]["rungs"];
  REQUIRE(rungs.size() == 3);
  CHECK(rungs[2]["seeds"] == 4);
  bool seen = false;
  for (const auto& point : plan["points"]) {
    CHECK(point["closed_form"].contains("cost.to_equal_loss_usd"));
    if (point["point"] != plan["winner"]) continue;
    seen = true;
    CHECK(point["seeds"] == 4);
    CHECK(point["limits"] == "meets");
    CHECK(point["on_front"] == true);
    CHECK(point["figures"]["cost.to_equal_loss_usd"]["ci90"].size() == 2);
    CHECK(point["values"]["protocol.bits"] == "4");
  }
  CHECK(seen);
  CHECK(plan["baseline"]["values"]["protocol.sync_interval"] == "24");
  CHECK(plan["comparisons"].size() >= 2);
  for (const auto& comparison : plan["comparisons"]) CHECK(comparison.contains("reversals"));

  const Ended run = run_program({"run", folder / "best.json", "--quiet", "--out", folder / "best-result.json"});
  CHECK(run.code == 0);
  const auto result = nlohmann::json::parse(read_text(folder / "best-result.json"));
  for (const auto& point : plan["points"])
    if (point["point"] == plan["winner"]) CHECK(result["cost"]["to_equal_loss_usd"]["n"].get<int>() >= 2);
}

TEST_CASE("a plan does not depend on how many run at once") {
  const ScratchFolder folder;
  const Ended one = run_program(small_plan(folder / "a.db", {"--jobs", "1"}));
  const Ended many = run_program(small_plan(folder / "b.db", {"--jobs", "5"}));
  CHECK(one.code == 0);
  CHECK(one.out == many.out);
  CHECK(dump_of(folder, folder / "a.db") == dump_of(folder, folder / "b.db"));
  const Ended again = run_program(small_plan(folder / "a.db"));
  CHECK(again.out == one.out);
  CHECK_FALSE(contains(again.err, " 1 runs to play"));
}

TEST_CASE("a plan that is killed and started again ends as an undisturbed one") {
  const ScratchFolder folder;
  const Ended undisturbed = run_program(small_plan(folder / "a.db"));
  for (const useconds_t after : {30000u, 150000u, 400000u}) {
    const pid_t helper = fork();
    if (helper == 0) {
      for (int i = 0; i < 2000 && !std::filesystem::exists(folder / "b.db-wal"); ++i) usleep(5000);
      usleep(after);
      std::ifstream list("/proc/" + std::to_string(getppid()) + "/task/" + std::to_string(getppid()) + "/children");
      for (pid_t child; list >> child;) if (child != getpid()) kill(-child, SIGKILL);
      _exit(0);
    }
    run_program(small_plan(folder / "b.db"));
    kill(helper, SIGKILL);
  }
  const Ended resumed = run_program(small_plan(folder / "b.db"));
  CHECK(resumed.out == undisturbed.out);
  CHECK(dump_of(folder, folder / "b.db") == dump_of(folder, folder / "a.db"));
}

TEST_CASE("mistakes of a plan are found before the first run, all of them at once") {
  const ScratchFolder folder;
  const Ended wrong = run_program({"plan", four_regions, "--minimise", "cost.to_equal_los_usd", "--vary", "protocol.bitz=4,8", "--require", "goodputt>=0.9", "--require", "time_to_target_s<=3 GB",
                                   "--require", "goodput", "--out", folder / "a.db"});
  CHECK(wrong.code == 2);
  CHECK(contains(wrong.err, "did you mean cost.to_equal_loss_usd"));
  CHECK(contains(wrong.err, "did you mean bits?"));
  CHECK(contains(wrong.err, "did you mean goodput"));
  CHECK(contains(wrong.err, "time_to_target_s: '3 GB' is no limit for it"));
  CHECK(contains(wrong.err, "5 problems"));
  const Ended nowhere = run_program({"plan", four_regions, "--minimise", "cost.total_usd", "--vary", "protocol.quorum=9,10", "--out", folder / "a.db"});
  CHECK(nowhere.code == 3);
  CHECK(contains(nowhere.err, "a quorum of 9 with 8 learners"));
  CHECK(run_program({"plan", four_regions, "--minimise", "goodput", "--maximise", "goodput", "--vary", "protocol.bits=4,8"}).code == 2);
  CHECK(run_program({"plan", four_regions, "--vary", "protocol.bits=4,8"}).code == 2);
  const Ended sites = run_program({"plan", four_regions, "--minimise", "cost.total_usd", "--vary", "protocol.bits=4,8", "--require", "site_power.wset<=5 MW"});
  CHECK(sites.code == 2);
  CHECK(contains(sites.err, "did you mean west"));
  CHECK(folder.entries() == 0);
}

TEST_CASE("a limit that no point keeps to ends with its own code, and says what comes nearest") {
  const ScratchFolder folder;
  const Ended ended = run_program(small_plan(folder / "a.db", {"--require", "quality.token_efficiency>=0.9999"}));
  CHECK(ended.code == 4);
  CHECK(contains(ended.out, "No point that was played keeps to all limits"));
  CHECK(contains(ended.out, "nearest to token efficiency"));
}

TEST_CASE("sites that are not used, and constraints that only a plan uses") {
  const ScratchFolder folder;
  const Ended dry = run_program({"plan", four_regions, "--minimise", "cost.to_equal_loss_usd", "--vary", "learners.west.count=0,3", "--vary", "learners.plains.count=0,2", "--dry"});
  CHECK(dry.code == 0);
  CHECK(contains(dry.out, "4 points, 4 can be played"));
  std::ofstream(folder / "study.json") << R"({"format": "archipelago-study/1", "scenario": ")" << four_regions << R"(", "vary": [{"key": "protocol.bits", "values": [4, 8]}],
    "constraints": {"goodput": {"at_least": 0.9}}})";
  const Ended sweep = run_program({"sweep", folder / "study.json", "--dry"});
  CHECK(sweep.code == 2);
  CHECK(contains(sweep.err, "plan alone"));
}

TEST_CASE("a plan that is watched tells every stage, and ends with the report that --json prints") {
  const ScratchFolder folder;
  const Ended ended = run_program(small_plan(folder / "a.db", {"--stream"})), plain = run_program(small_plan(folder / "b.db", {"--json"}));
  REQUIRE(ended.code == 0);
  std::istringstream lines(ended.out);
  std::map<std::string, int> kinds;
  nlohmann::json last, report;
  std::size_t seq = 0, measured = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto record = nlohmann::json::parse(line);
    CHECK(record["run"] == -1);
    CHECK(record["seq"] == seq++);
    const std::string kind = record["kind"];
    ++kinds[kind];
    if (kind == "measured") measured = std::max(measured, record["points"].size());
    last = record;
  }
  REQUIRE(last["kind"] == "result");
  report = last["result"];
  CHECK(report == nlohmann::json::parse(plain.out));
  CHECK(kinds["screening"] >= 1);
  CHECK(kinds["stage"] >= 3);
  CHECK(kinds["progress"] >= 3);
  CHECK(measured >= report["search"]["pilots"].get<std::size_t>());
  CHECK(run_program(small_plan(folder / "a.db", {"--stream", "--json"})).code == 2);
}
