#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;
using nlohmann::json;

namespace {

void run_to(const std::string& out, const std::string& protocol) {
  const Ended ended = run_program({"run", four_nodes, "--set", "simulation.horizon=64 steps", "--set", "protocol.name=" + protocol, "--set", "training.target_tokens=6e8",
                                   "--set", "costs={\"accelerator_hour\":{\"l40s\":\"1 USD/h\"}}", "--quiet", "--out", out});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
}

} // namespace

TEST_CASE("from two results to a proposal in three formats") {
  const ScratchFolder scratch;
  run_to(scratch / "a.json", "diloco");
  run_to(scratch / "b.json", "diloco");
  const Ended ended = run_program({"report", scratch / "a.json", "--baseline", scratch / "b.json", "--format", "html,md,csv", "--out", scratch / "proposal"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(read_text(scratch / "proposal/proposal.html").starts_with("<!DOCTYPE html>"));
  CHECK(contains(read_text(scratch / "proposal/proposal.md"), "## Decision"));
  CHECK(contains(read_text(scratch / "proposal/bill-result.csv"), "accelerator-hours"));
  const json inputs = json::parse(read_text(scratch / "proposal/inputs.json"));
  CHECK(inputs["result"]["scenario"]["document"]["protocol"]["name"] == "diloco");
}

TEST_CASE("what is no result is refused with what was expected") {
  const ScratchFolder scratch;
  const Ended ended = run_program({"report", four_nodes, "--out", scratch / "proposal"});
  CHECK(ended.code == 2);
  CHECK(contains(ended.err, "archipelago-result/1"));
  CHECK(run_program({"report", scratch / "none.json", "--out", scratch / "p"}).code == 2);
  CHECK(run_program({"report", four_nodes, "--format", "docx", "--out", scratch / "p"}).code == 2);
}
