// `archipelago audit` as users meet it: exit codes, what goes where, the scenario that it writes.
#include "tests/audit/trace_writers.hpp"
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>

using namespace archipelago;

namespace {

std::string written(const ScratchFolder& folder, const std::string& name, const std::string& text) {
  std::ofstream(folder / name) << text;
  return folder / name;
}

std::string trace() { return kineto_document(kineto_entries(events_of({.steps = 12, .input_us = 6000, .compute_us = 3000, .exposed_us = 1000})), 0, 8); }

} // namespace

TEST_CASE("audit prints its verdict and writes a scenario that runs") {
  const ScratchFolder folder;
  const Ended ended = run_program({"audit", written(folder, "t.json", trace()), "--out", folder / "s.json", "--model", "llama-3-8b", "--tokens-per-step", "1048576"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(contains(ended.out, "waiting for input data, 60.0 %"));
  const Ended run = run_program({"run", folder / "s.json", "--quiet", "--out", folder / "r.json"});
  INFO(run.err);
  REQUIRE(run.code == 0);
  const nlohmann::json result = nlohmann::json::parse(read_text(folder / "r.json"));
  CHECK(result.at("horizon_s").get<double>() == Approx(1000 * 10e-3).epsilon(0.01));   // 1000 steps as long as the audited ones
  CHECK(result.at("time_shares").at("data_wait").get<double>() == Approx(0.6).margin(0.01));
  const Ended faster = run_program({"run", folder / "s.json", "--set", "data.loader_rate=1e9 tokens/s", "--quiet", "--out", folder / "f.json"});
  REQUIRE(faster.code == 0);
  CHECK(nlohmann::json::parse(read_text(folder / "f.json")).at("horizon_s").get<double>() == Approx(1000 * 4e-3).epsilon(0.01));
}

TEST_CASE("a loader that reads nothing ahead becomes a data path without read-ahead") {
  const ScratchFolder folder;
  std::string text = trace();
  for (std::size_t at = text.find("_MultiProcessing"); at != std::string::npos; at = text.find("_MultiProcessing")) text.replace(at, 16, "_SingleProcess");
  const Ended ended = run_program({"audit", written(folder, "t.json", text), "--out", folder / "s.json", "--model", "llama-3-8b", "--tokens-per-step", "1048576"});
  REQUIRE(ended.code == 0);
  const std::string scenario = read_text(folder / "s.json");
  CHECK(contains(scenario, "\"prefetch\": 0"));
  REQUIRE(run_program({"run", folder / "s.json", "--quiet", "--out", folder / "r.json"}).code == 0);
  CHECK(nlohmann::json::parse(read_text(folder / "r.json")).at("horizon_s").get<double>() == Approx(1000 * 10e-3).epsilon(0.01));
  // Without tokens the rate of the loaders is not known: the wait stays in the step.
  REQUIRE(run_program({"audit", folder / "t.json", "--out", folder / "w.json", "--model", "llama-3-8b"}).code == 0);
  CHECK_FALSE(contains(read_text(folder / "w.json"), "loader_rate"));
}

TEST_CASE("a cut profile is audited as far as it goes, and that is said") {
  const ScratchFolder folder;
  const std::string text = trace();
  const Ended ended = run_program({"audit", written(folder, "t.json", text.substr(0, text.size() / 2))});
  CHECK(ended.code == 0);
  CHECK(contains(ended.out, "the file ends early; read"));
  const Ended json = run_program({"audit", folder / "t.json", "--json"});
  CHECK_FALSE(nlohmann::json::parse(json.out).at("files").at(0).at("complete").get<bool>());
}

TEST_CASE("mistakes are usage errors with a reason") {
  const ScratchFolder folder;
  const std::string file = written(folder, "t.json", trace());
  CHECK(run_program({"audit"}).code == 2);
  CHECK(run_program({"audit", folder / "absent.json"}).code == 2);
  CHECK(contains(run_program({"audit", file, "--accelerator", "h100sxm"}).err, "did you mean h100-sxm?"));
  CHECK(run_program({"audit", written(folder, "nothing.json", "{}")}).code == 2);
  CHECK(run_program({"audit", file, "--out", folder / "no/such/folder.json"}).code == 5);
}
