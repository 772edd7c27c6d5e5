#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <regex>
#include <sstream>

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
  const std::vector<std::string> words{"report", scratch / "a.json", "--baseline", scratch / "b.json", "--format", "md,csv", "--quiet", "--out", scratch / "proposal"};
  const Ended first = run_program(words);
  INFO(first.err);
  REQUIRE(first.code == 0);
  const std::string kept = read_text(scratch / "proposal/runs.json"), page = read_text(scratch / "proposal/proposal.md");
  REQUIRE(run_program(words).code == 0);
  CHECK(read_text(scratch / "proposal/runs.json") == kept);
  CHECK(read_text(scratch / "proposal/proposal.md") == page);
  CHECK(contains(page, "Elastic data parallel"));

  const json inputs = json::parse(read_text(scratch / "proposal/inputs.json"));
  std::size_t walked = 0;
  for (const char* table : {"alternatives-run", "tornado", "break-even-searched", "pilot"}) {
    std::istringstream text(read_text(scratch / ("proposal/" + std::string(table) + ".csv")));
    for (std::string word; text >> word;)
      for (std::size_t at = word.find("runs:/"); at != std::string::npos; at = std::string::npos) {
        const json::json_pointer pointer(word.substr(at + 5, word.find_first_of("\",", at) - at - 5));
        INFO(table << ": " << word);
        CHECK(inputs["runs"].contains(pointer));
        ++walked;
      }
  }
  CHECK(walked > 20);
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

TEST_CASE("what is no result is refused with what was expected") {
  const ScratchFolder scratch;
  const Ended ended = run_program({"report", four_nodes, "--out", scratch / "proposal"});
  CHECK(ended.code == 2);
  CHECK(contains(ended.err, "archipelago-result/1"));
  CHECK(run_program({"report", scratch / "none.json", "--out", scratch / "p"}).code == 2);
  CHECK(run_program({"report", four_nodes, "--format", "docx", "--out", scratch / "p"}).code == 2);
}
