// The command from file to overlay: simulations with known constants are the measurements, and the overlay, extended, brings
// other runs of the job back.
#include "models/calibration/job_constants.hpp"
#include "scenarios/scenario.hpp"
#include "sim/calibrate/runs/calibrate_runs.hpp"
#include "sim/calibrate/runs/overlay.hpp"
#include "sim/calibrate/runs/run_predictions.hpp"
#include "sim/calibrate/runs/runs_calibration.hpp"
#include "tests/calibrate_runs/scratch.hpp"
#include "tests/calibrate_runs/synthetic_job.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace archipelago;
using namespace archipelago::test;

namespace {

const JobConstants truth{0.95, Seconds(0.03), Seconds(0.5), curve({{0.05, 0.8}, {1, 1}})};
const char* const keys[] = {"syncer.sync_s.p50", "syncer.sync_s.max", "compute_utilization"};

std::string cell(const char* rate, int interval) {
  std::string set;
  for (int link = 0; link < 4; ++link) set += fmt::format("network.links.{}.bandwidth={};", link, rate);
  return set + fmt::format("protocol.sync_interval={};simulation.horizon={} steps", interval, 4 * interval);
}

// One line per cell and key; without values, ones to ask with.
std::string rows(const std::vector<std::string>& cells, const std::vector<double>& values) {
  std::string text = "scenario,set,result_key,value,unit\n";
  std::size_t next = 0;
  for (const std::string& set : cells)
    for (const char* key : keys) text += fmt::format("job.json,{},{},{:.10g},{}\n", set, key, values.empty() ? 1.0 : values[next++],
                                                     std::string(key) == "compute_utilization" ? "share" : "s");
  return text;
}

// The figures that the job with these constants would show.
std::vector<double> played(const Scratch& scratch, const std::vector<std::string>& cells, const JobConstants& constants) {
  const RunFile file = read_run_file(scratch.write("asked.csv", rows(cells, {})));
  REQUIRE(file.problems.empty());
  RunPredictions predictions(file.figures, {scenarios() / "catalogues", 2});
  REQUIRE(predictions.problems().empty());
  return predictions({constants}).front();
}

CalibrateRunsRequest request_of(const std::filesystem::path& file, const Scratch& scratch) {
  CalibrateRunsRequest request;
  request.file = file.string();
  request.out = scratch.path("overlay.json").string();
  request.catalogues = scenarios() / "catalogues";
  request.command = "archipelago calibrate runs runs.csv";
  request.cross_validate = false;
  return request;
}

World world_of(const std::filesystem::path& file) {
  Reading reading = read_scenario(file, {{}, scenarios() / "catalogues", false});
  for (const Problem& problem : reading.problems) FAIL(format_problem(problem));
  return std::move(*reading.world);
}

void write_job(const Scratch& scratch) {
  scratch.write("job.json", fmt::format(R"({{"extends": "{}"}})", (scenarios() / "examples/four-nodes-1g.json").string()));
}

} // namespace

TEST_CASE("constants of simulated runs are found again, and the overlay predicts a cell that was not measured") {
  const Scratch scratch;
  write_job(scratch);
  const std::vector<std::string> cells{cell("1 Gbps", 8), cell("50 Mbps", 32), cell("5 Gbps", 128)};
  const auto file = scratch.write("runs.csv", rows(cells, played(scratch, cells, truth)));
  REQUIRE(calibrate_runs_command(request_of(file, scratch)) == 0);

  const std::string overlay = scratch.text("overlay.json");
  CHECK(overlay.find("// sync_overhead: ") != std::string::npos);
  CHECK(overlay.find("from runs.csv:") != std::string::npos);
  // On top of the scenario, beneath it, and beneath one that names its network itself: the keys multiply and add.
  const World above = world_of(scratch.write("above.json", R"({"extends": ["job.json", "overlay.json"]})"));
  const World beneath = world_of(scratch.write("beneath.json", R"({"extends": ["overlay.json", "job.json"]})"));
  for (const World& world : {above, beneath}) {
    CHECK(world.learners[0].step_time.mean.value == Approx(0.0255 / 0.95).epsilon(0.01));
    CHECK(world.protocol.sync_overhead.value == Approx(0.03).epsilon(0.1));
    CHECK(world.protocol.start_up.value == Approx(0.5).epsilon(0.05));
    CHECK(world.network.links[0].transport.efficiency == Approx(0.985).epsilon(0.01));
  }
  // A whole scenario that extends the overlay keeps what it says itself.
  CHECK(world_of(scratch.write("own.json", R"({"extends": ["overlay.json", "job.json"], "protocol": {"sync_overhead": "1 s"}})")).protocol.sync_overhead == Seconds(1));

  const std::vector<std::string> other{cell("200 Mbps", 16)};
  const auto measured = played(scratch, other, truth);
  scratch.write("job.json", fmt::format(R"({{"extends": ["{}", "overlay.json"]}})", (scenarios() / "examples/four-nodes-1g.json").string()));
  const auto predicted = played(scratch, other, {});
  for (std::size_t k = 0; k < measured.size(); ++k) CHECK(predicted[k] == Approx(measured[k]).epsilon(0.02));
}

TEST_CASE("what a scenario states itself is not fitted") {
  const Scratch scratch;
  scratch.write("job.json", fmt::format(R"({{"extends": "{}", "protocol": {{"sync_overhead": "0 s"}}, "training": {{"step_efficiency": 1}}}})",
                                        (scenarios() / "examples/four-nodes-1g.json").string()));
  const RunFile file = read_run_file(scratch.write("runs.csv", "scenario,result_key,value,unit\njob.json,syncer.sync_s.p50,1.6,s\njob.json,compute_utilization,0.3,share\n"));
  RunPredictions predictions(file.figures, {scenarios() / "catalogues", 2});
  REQUIRE(predictions.problems().empty());
  const RunsCalibration found = calibrate_runs(file.figures, predictions, {}, false);
  CHECK(found.fit.constants.sync_overhead == Seconds(0));
  CHECK(found.fit.constants.step_efficiency == 1);
  std::string refused;
  for (const Refusal& refusal : found.fit.refusals) refused += refusal.constant + ": " + refusal.reason + "; ";
  CHECK(refused.find("sync_overhead: every scenario of the file states it itself") != std::string::npos);
  CHECK(refused.find("step_efficiency: every scenario") != std::string::npos);
}

TEST_CASE("with many runs a share of them is held back, by run, and each is predicted from the others") {
  const Scratch scratch;
  write_job(scratch);
  std::vector<std::string> cells;
  for (const char* rate : {"50 Mbps", "1 Gbps", "5 Gbps"})
    for (const int interval : {2, 4, 8, 16}) cells.push_back(cell(rate, interval));
  const RunFile file = read_run_file(scratch.write("runs.csv", rows(cells, played(scratch, cells, truth))));
  RunPredictions predictions(file.figures, {scenarios() / "catalogues", 2});
  const RunsCalibration found = calibrate_runs(file.figures, predictions, {0.3, 1}, true);
  CHECK(found.any_held_back());
  for (std::size_t i = 0; i < file.figures.size(); ++i) {
    CHECK(found.held_back[i] == found.held_back[i / 3 * 3]);
    CHECK(found.left_out[i].has_value() != found.held_back[i]);
    CHECK(found.fit.predicted[i] == Approx(file.figures[i].value).epsilon(0.02));
    if (found.left_out[i]) CHECK(*found.left_out[i] == Approx(file.figures[i].value).epsilon(0.1));   // perhaps the only one of its rate
  }
}

TEST_CASE("unusable files end with their exit code and write nothing") {
  const Scratch scratch;
  write_job(scratch);
  const auto code = [&](const char* text) { return calibrate_runs_command(request_of(scratch.write("runs.csv", text), scratch)); };
  CHECK(code("scenario,result_key,value\njob.json,horizon_s,3\n") == 2);
  CHECK(code("scenario,set,result_key,value,unit\njob.json,protocol.quorum=3,horizon_s,3,s\n") == 3);
  CHECK(code("scenario,set,result_key,value,unit\njob.json,protocol.sync_interval=1000,syncer.sync_s.p50,3,s\n") == 2);   // no synchronization
  CHECK(code("scenario,result_key,value,unit\njob.json,links.0.utilization,0.1,share\n") == 0);
  std::filesystem::remove(scratch.path("overlay.json"));
  CHECK(code("scenario,result_key,value,unit\njob.json,steps,1280,steps\n") == 5);   // a figure that no constant moves
  CHECK_FALSE(std::filesystem::exists(scratch.path("overlay.json")));
}
