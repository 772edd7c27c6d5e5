#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <csignal>
#include <map>
#include <set>

using namespace archipelago;
using nlohmann::json;

TEST_CASE("--stream prints records and nothing else") {
  std::map<int, std::vector<json>> runs;
  const Ended ended = watch_program({"run", four_regions, "--stream", "--replications", "3", "--set", "simulation.horizon=6 h"},
                                    [&](const std::string& line, pid_t) { const json record = json::parse(line); runs[record.at("run")].push_back(record); });
  CHECK(ended.code == 0);
  CHECK(ended.err.empty());
  REQUIRE(runs.size() == 4);   // three seeds, and -1: all of them
  for (const auto& [run, records] : runs) {
    for (std::size_t i = 0; i < records.size(); ++i) CHECK(records[i].at("seq") == i);
    for (const auto& record : records) CHECK(record.contains("t"));
    CHECK(records.back().at("kind") == "result");
    if (run >= 0) CHECK(records.front().at("kind") == "hello");
  }
  CHECK(runs.at(-1).back().at("result").at("goodput").at("n") == 3);
}

TEST_CASE("--stream with a timeline tells what learners do, and rounds wait for, until the end") {
  const ScratchFolder folder;
  double until = 0, compute = 0, whole = 0, rounds = 0;
  json result;
  const Ended ended = watch_program({"run", four_regions, "--stream", "--timeline", folder / "t.json", "--replications", "1", "--set", "simulation.horizon=2 h", "--set", "simulation.fidelity=fast"},
                                    [&](const std::string& line, pid_t) {
                                      const json record = json::parse(line);
                                      if (record.at("kind") == "result") result = record.at("result");
                                      if (record.at("kind") != "live") return;
                                      CHECK(record.at("from") == Approx(until));
                                      until = record.at("t");
                                      REQUIRE(record.at("learners").size() == 8);
                                      for (const json& learner : record.at("learners"))
                                        for (const auto& [name, seconds] : learner.items()) {
                                          whole += seconds.get<double>();
                                          if (name == "compute") compute += seconds.get<double>();
                                        }
                                      rounds += record.at("merged").get<double>();
                                      if (record.at("merged") > 0) CHECK(record.at("contributors") <= 8);
                                      if (record.contains("grace_s")) CHECK(record.at("grace_s") >= 0);
                                    });
  CHECK(ended.code == 0);
  CHECK(until > 0.95 * 7200);
  CHECK(whole == Approx(8 * until).epsilon(0.02));
  CHECK(compute / whole == Approx(result.at("goodput").get<double>()).margin(0.01));
  CHECK(rounds == Approx(result.at("outer_steps").get<double>()).epsilon(0.05));
  CHECK(contains(read_text(folder / "t.json"), "\"grace_s\""));
}

TEST_CASE("--stream says when a run fails") {
  std::vector<json> errors;
  const Ended ended = watch_program({"run", four_nodes, "--stream", "--sg-cfg", "no/such:option"}, [&](const std::string& line, pid_t) {
    if (const json record = json::parse(line); record.at("kind") == "error") errors.push_back(record);
  });
  CHECK(ended.code == 1);
  REQUIRE(errors.size() == 1);
  CHECK(contains(errors[0].at("reason").get<std::string>(), "no/such"));
}

namespace {

// A study that would take minutes, hit by a signal at its first progress; `whole_group`: as a terminal's Ctrl-C does it.
void interrupt_study(int signal, bool whole_group) {
  const ScratchFolder folder;
  std::set<pid_t> children;
  bool sent = false;
  const Ended ended = watch_program(
      {"run", four_regions, "--stream", "--jobs", "2", "--set", "simulation.horizon=20 year", "--out", folder / "r.json"},
      [&](const std::string& line, pid_t program) {
        const json record = json::parse(line);
        if (record.contains("pid")) children.insert(record.at("pid").get<pid_t>());
        if (sent || record.at("kind") != "progress") return;
        sent = true;
        kill(whole_group ? -program : program, signal);
      });
  CHECK(ended.code == 130);
  CHECK(contains(ended.err, "interrupted"));
  CHECK_FALSE(children.empty());
  for (pid_t child : children) CHECK(kill(child, 0) == -1);
  CHECK(json::parse(read_text(folder / "r.json")).at("format") == "archipelago-result/1");
}

} // namespace

TEST_CASE("Ctrl-C and SIGTERM end a study cleanly, what is done is kept") {
  interrupt_study(SIGINT, true);
  interrupt_study(SIGTERM, false);
}
