#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

using namespace archipelago;
using nlohmann::json;

namespace {

void run_to(const std::string& out, const std::string& protocol, const std::string& price = "1 USD/h") {
  const Ended ended = run_program({"run", four_nodes, "--set", "simulation.horizon=64 steps", "--set", "protocol.name=" + protocol, "--set", "training.target_tokens=6e8",
                                   "--set", "costs={\"accelerator_hour\":{\"l40s\":\"" + price + "\"}}", "--quiet", "--out", out});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
}

} // namespace

TEST_CASE("from two results to a proposal in three formats") {
  const ScratchFolder scratch;
  run_to(scratch / "a.json", "diloco");
  run_to(scratch / "b.json", "diloco");
  const Ended ended = run_program({"report", scratch / "a.json", "--baseline", scratch / "b.json", "--format", "html,md,csv", "--out", scratch / "proposal", "--quick"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(read_text(scratch / "proposal/proposal.html").starts_with("<!DOCTYPE html>"));
  CHECK(contains(read_text(scratch / "proposal/proposal.md"), "## Decision"));
  CHECK(contains(read_text(scratch / "proposal/bill-result.csv"), "accelerator-hours"));
  const json inputs = json::parse(read_text(scratch / "proposal/inputs.json"));
  CHECK(inputs["result"]["scenario"]["document"]["protocol"]["name"] == "diloco");
}

TEST_CASE("further runs are kept, every place of a number in them exists, and the pilot runs") {
  const ScratchFolder scratch;
  run_to(scratch / "a.json", "diloco");
  run_to(scratch / "b.json", "diloco", "2 USD/h");
  const std::vector<std::string> words{"report", scratch / "a.json", "--baseline", scratch / "b.json", "--format", "html,md,csv", "--questionnaire", SOURCE_ROOT "/scenarios/examples/questionnaires/today.json", "--quiet", "--out", scratch / "proposal"};
  const Ended first = run_program(words);
  INFO(first.err);
  REQUIRE(first.code == 0);
  const std::string kept = read_text(scratch / "proposal/runs.json"), page = read_text(scratch / "proposal/proposal.md");
  REQUIRE(run_program(words).code == 0);
  CHECK(read_text(scratch / "proposal/runs.json") == kept);
  CHECK(read_text(scratch / "proposal/proposal.md") == page);
  CHECK(contains(page, "Elastic data parallel"));
  // A quick report plays nothing, and keeps and uses what is there.
  auto quick = words;
  quick.push_back("--quick");
  REQUIRE(run_program(quick).code == 0);
  CHECK(read_text(scratch / "proposal/runs.json") == kept);
  CHECK(read_text(scratch / "proposal/proposal.md") == page);

  const json inputs = json::parse(read_text(scratch / "proposal/inputs.json"));
  // Every place that a table or the page names is there.
  std::size_t walked = 0;
  const auto walk = [&](const std::string& text, const std::string& where) {
    static const std::regex places("(result|baseline|runs|compatibility|questionnaire|audit):(/[^ \",<>\r\n]*)");
    for (std::sregex_iterator place(text.begin(), text.end(), places), end; place != end; ++place, ++walked) {
      INFO(where << ": " << place->str());
      REQUIRE(inputs.contains((*place)[1].str()));
      CHECK(inputs[(*place)[1].str()].contains(json::json_pointer((*place)[2].str())));
    }
  };
  std::size_t tables = 0;
  for (const auto& entry : std::filesystem::directory_iterator(scratch / "proposal"))
    if (entry.path().extension() == ".csv") walk(read_text(entry.path()), entry.path().filename()), ++tables;
  CHECK(tables > 15);
  walk(read_text(scratch / "proposal/proposal.html"), "page");
  CHECK(walked > 500);
  // On both sides of a break-even the proposal does better, and does not: by the figures of the runs themselves.
  for (const json& search : inputs["runs"]["break_even"]) {
    if (!search["found"].get<bool>()) continue;
    const auto saves = [&](const char* end) {
      const json::json_pointer figure("/" + std::regex_replace(inputs["runs"]["figure"].get<std::string>(), std::regex("[.]"), "/"));
      const auto mean = [&](const char* side) {
        double sum = 0;
        for (const json& seed : inputs["runs"]["runs"][search[end][side].get<std::string>()]["per_seed"]) sum += seed.at(figure).get<double>();
        return sum;
      };
      return mean("proposed") <= mean("today");
    };
    INFO(search["knob"]);
    CHECK(saves("from") != saves("to"));
  }
  CHECK(run_program({"run", scratch / "proposal/pilot.json", "--replications", "1", "--set", "simulation.fidelity=fast", "--quiet", "--out", scratch / "pilot-result.json"}).code == 0);
}

TEST_CASE("the document is there before its further runs are, and an interruption leaves it") {
  const ScratchFolder scratch;
  REQUIRE(run_program({"run", four_regions, "--set", "simulation.fidelity=fast", "--quiet", "--out", scratch / "a.json"}).code == 0);
  const std::vector<std::string> words{"report", scratch / "a.json", "--format", "html,md", "--quiet", "--out", scratch / "proposal"};
  const Stopped stopped = stop_program(words, SIGINT, [&](pid_t) { return std::filesystem::exists(scratch / "proposal/proposal.html"); });
  CHECK(stopped.ended.code == 130);
  CHECK(stopped.orphans == 0);
  CHECK(read_text(scratch / "proposal/proposal.html").ends_with("</html>\n"));
  CHECK(contains(read_text(scratch / "proposal/proposal.md"), "a report without --quick"));
  REQUIRE(run_program(words).code == 0);
  CHECK(!contains(read_text(scratch / "proposal/proposal.md"), "a report without --quick"));
}

TEST_CASE("in the map of sizes and failure rates both sides see the other rate") {
  const ScratchFolder scratch;
  for (const auto& [out, price] : {std::pair{"a.json", "2 USD/h"}, {"b.json", "3 USD/h"}}) {
    const Ended ended = run_program({"run", four_regions, "--set", "simulation.horizon=200 steps", "--set", "simulation.replications=2", "--set", "simulation.fidelity=fast", "--set",
                                     std::string("costs={\"accelerator_hour\":{\"h100-sxm\":\"") + price + "\"}}", "--quiet", "--out", scratch / out});
    INFO(ended.err);
    REQUIRE(ended.code == 0);
  }
  REQUIRE(run_program({"report", scratch / "a.json", "--baseline", scratch / "b.json", "--format", "md", "--quiet", "--out", scratch / "proposal"}).code == 0);
  const json runs = json::parse(read_text(scratch / "proposal/runs.json"));
  const json& map = runs["map"];
  for (std::size_t column = 0; column < map["columns"].size(); ++column)
    for (const char* side : {"proposed", "today"}) {
      std::set<std::string> worlds;
      for (const json& row : map["cells"]) worlds.insert(runs["runs"][row[column][side].get<std::string>()]["scenario"]["hash"].get<std::string>());
      INFO(map["columns"][column] << " " << side);
      CHECK(worlds.size() == map["rows"].size());
    }
}

TEST_CASE("a questionnaire is printed to fill in, and a faulty one is refused with its problems") {
  const ScratchFolder scratch;
  const Ended form = run_program({"report", "--questionnaire-template"});
  CHECK(form.code == 0);
  CHECK(contains(form.out, "archipelago-questionnaire/1"));
  run_to(scratch / "a.json", "diloco");
  std::ofstream(scratch / "answers.json") << R"({"format": "archipelago-questionnaire/1", "compute": {"restart_tme": "9 min"}})";
  const Ended ended = run_program({"report", scratch / "a.json", "--questionnaire", scratch / "answers.json", "--quick", "--out", scratch / "proposal"});
  CHECK(ended.code == 3);
  CHECK(contains(ended.err, "answers.json:1"));
  CHECK(contains(ended.err, "restart_time"));
  const Ended audit = run_program({"report", scratch / "a.json", "--audit", scratch / "a.json", "--quick", "--out", scratch / "proposal"});
  CHECK(audit.code == 2);
  CHECK(contains(audit.err, "archipelago-audit/1"));
  std::ofstream(scratch / "audit.json") << R"({"format": "archipelago-audit/1", "ranks": "x", "world_size": 0, "time_shares": {"compute": 7}, "bottleneck": [], "step_time": {"mean_s": "1"}})";
  const Ended broken = run_program({"report", scratch / "a.json", "--audit", scratch / "audit.json", "--quick", "--out", scratch / "proposal"});
  CHECK(broken.code == 2);
  for (const char* place : {"/ranks is string", "/world_size", "/time_shares", "/bottleneck/what is missing", "/step_time/mean_s", "/step_time/p50_s is missing"}) CHECK(contains(broken.err, place));
}

TEST_CASE("what is no result is refused with what was expected") {
  const ScratchFolder scratch;
  const Ended ended = run_program({"report", four_nodes, "--out", scratch / "proposal"});
  CHECK(ended.code == 2);
  CHECK(contains(ended.err, "archipelago-result/1"));
  CHECK(run_program({"report", scratch / "none.json", "--out", scratch / "p"}).code == 2);
  CHECK(run_program({"report", four_nodes, "--format", "docx", "--out", scratch / "p"}).code == 2);
}
