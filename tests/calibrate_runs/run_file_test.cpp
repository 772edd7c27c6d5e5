// Files of measured figures: how keys and units are read, and that every fault is told with its line.
#include "sim/calibrate/runs/run_file.hpp"
#include "tests/calibrate_runs/scratch.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace archipelago;
using namespace archipelago::test;

namespace {
bool has(const std::vector<std::string>& problems, const std::string& place, const std::string& what) {
  return std::any_of(problems.begin(), problems.end(), [&](const std::string& problem) {
    return problem.find(place) != std::string::npos && problem.find(what) != std::string::npos;
  });
}
double factor(const char* key, const char* unit) {
  const KeyReading reading = read_result_key(key);
  REQUIRE(reading.key);
  const UnitReading result = read_unit(*reading.key->figure, unit);
  return result.factor.value_or(-1);
}
} // namespace

TEST_CASE("a result key is a pointer or a path, with items by index or name") {
  const auto result = nlohmann::json::parse(R"({"syncer": {"sync_s": {"p50": 1.5}}, "goodput": null, "horizon_s": 4,
      "learners": [{"name": "w1", "step_time_s": {"mean": 0.02}}, {"name": "w2", "step_time_s": {"mean": 0.03}}]})");
  const auto value = [&](const char* text) { return read_figure(result, *read_result_key(text).key).value.value_or(-1); };
  CHECK(value("syncer.sync_s.p50") == 1.5);
  CHECK(value("/syncer/sync_s/p50") == 1.5);
  CHECK(value("learners.1.step_time_s.mean") == 0.03);
  CHECK(value("learners[0].step_time_s.mean") == 0.02);
  CHECK(value("/learners/w2/step_time_s/mean") == 0.03);
  CHECK(value("horizon_s.mean") == 4);
  CHECK(read_figure(result, *read_result_key("goodput").key).fault.find("no value in this run") != std::string::npos);
  CHECK(read_figure(result, *read_result_key("learners.w3.step_time_s.mean").key).fault.find("only w1, w2") != std::string::npos);
  CHECK(read_result_key("syncer.sync_s").fault.find("mean, p50, p99, max") != std::string::npos);
  CHECK(read_result_key("syncer.sync_s.p5").fault.find("syncer.sync_s.p50") != std::string::npos);
  CHECK(read_result_key("learners.0.name").fault.find("no number") != std::string::npos);
}

TEST_CASE("units are those of the figure's kind") {
  CHECK(factor("syncer.sync_s.p50", "ms") == Approx(1e-3));
  CHECK(factor("horizon_s", "min") == Approx(60));
  CHECK(factor("compute_utilization", "%") == Approx(0.01));
  CHECK(factor("compute_utilization", "") == Approx(1));
  CHECK(factor("links.0.bytes", "MB") == Approx(1e6));
  CHECK(factor("links.0.mean_bps", "Gbps") == Approx(1e9));
  CHECK(factor("tokens_per_s", "tokens/s") == Approx(1));
  CHECK(factor("syncer.sync_s.p50", "MB") == -1);
  CHECK(factor("syncer.sync_s.p50", "") == -1);
  CHECK(factor("compute_utilization", "s") == -1);
}

TEST_CASE("all faults of a file are told at once, each with its line") {
  const Scratch scratch;
  scratch.write("a.json", "{}");
  const auto file = scratch.write("runs.csv", "scenario,result_key,value,unit\n"
                                              "a.json,syncer.sync_s.p50,1505,ms\n"
                                              "b.json,syncer.sync_s.p50,1505,ms\n"
                                              "a.json,syncer.sink_s.p50,1505,ms\n"
                                              "a.json,syncer.sync_s.p50,fast,ms\n"
                                              "a.json,syncer.sync_s.p50,1505,GB\n"
                                              "a.json,syncer.sync_s.p50,1505\n");
  const RunFile read = read_run_file(file);
  CHECK(read.figures.size() == 1);
  CHECK(read.problems.size() == 5);
  CHECK(has(read.problems, "runs.csv:3", "no such scenario"));
  CHECK(has(read.problems, "runs.csv:4", "did you mean 'syncer.sync_s.p50'"));
  CHECK(has(read.problems, "runs.csv:5", "expected a number above zero"));
  CHECK(has(read.problems, "runs.csv:6", "expected one of"));
  CHECK(has(read.problems, "runs.csv:7", "3 fields where the header has 4"));
}

TEST_CASE("a missing or misspelt column is named, and so is a file that is not there or empty") {
  const Scratch scratch;
  const auto problems = [&](const char* text) { return read_run_file(scratch.write("runs.csv", text)).problems; };
  CHECK(has(problems("scenario,result_key,value,units\n"), "runs.csv:1", "no column \"unit\""));
  CHECK(has(problems("scenario,result_key,value,units\n"), "runs.csv:1", "did you mean 'unit'"));
  CHECK(has(problems("scenario,result_key,value,unit\n"), "runs.csv", "no line"));
  CHECK(has(read_run_file(scratch.path("nowhere.csv")).problems, "nowhere.csv", "cannot be read"));
}

TEST_CASE("overrides in the column set serve several cells with one scenario") {
  const Scratch scratch;
  scratch.write("a.json", "{}");
  const RunFile read = read_run_file(scratch.write("runs.csv", "scenario,set,result_key,value,unit\n"
                                                               "a.json,protocol.sync_interval=8; simulation.horizon=80 steps,horizon_s,3,s\n"));
  REQUIRE(read.problems.empty());
  CHECK(read.figures[0].overrides == std::vector<std::string>{"protocol.sync_interval=8", "simulation.horizon=80 steps"});
}
