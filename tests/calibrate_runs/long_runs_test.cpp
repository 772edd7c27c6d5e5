// Runs of millions of steps: what is not played, and that the constants come out all the same in a few simulations.
#include "models/calibration/job_constants.hpp"
#include "scenarios/scenario.hpp"
#include "sim/calibrate/runs/runs_calibration.hpp"
#include "sim/calibrate/runs/shortened.hpp"
#include "tests/calibrate_runs/scratch.hpp"
#include "tests/calibrate_runs/synthetic_job.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace archipelago;
using namespace archipelago::test;

namespace {

// Links so slow that learners wait: 10 days of 8 learners.
std::filesystem::path write_job(const Scratch& scratch) {
  return scratch.write("job.json", fmt::format(R"({{"extends": "{}", "protocol": {{"overlap": 1, "bits": 16}}}})", (scenarios() / "examples/four-regions.json").string()));
}

World world_of(const std::filesystem::path& file) { return *read_scenario(file, {{}, scenarios() / "catalogues", false}).world; }

std::vector<ResultKey> keys(std::initializer_list<const char*> texts) {
  std::vector<ResultKey> keys;
  for (const char* text : texts) keys.push_back(*read_result_key(text).key);
  return keys;
}

} // namespace

TEST_CASE("a long run is shortened for rates and times of a synchronization, not for totals or extremes") {
  const Scratch scratch;
  const World world = world_of(write_job(scratch));
  const auto shorter = shortened(world, keys({"syncer.sync_s.p50", "compute_utilization", "learners.0.step_time_s.mean"}));
  REQUIRE(shorter);
  CHECK(steps_of(shorter->world) <= 1.01 * many_steps);
  CHECK(shorter->world.simulation.seeds.size() == 1);
  CHECK_FALSE(shorter->world.failures);
  CHECK_FALSE(shorter->note.empty());
  for (const char* key : {"tokens", "learners.0.steps", "syncer.sync_s.max", "links.0.bytes", "links.0.peak_bps", "cost.total_usd", "learners.0.failures"}) {
    INFO(key);
    CHECK_FALSE(shortened(world, keys({"syncer.sync_s.p50", key})));
  }
}

TEST_CASE("where failures matter, or the run is short anyway, it is played as it is") {
  const Scratch scratch;
  World world = world_of(write_job(scratch));
  world.failures->lifetime = {Law::Kind::exponential, Seconds(4.32e5)};
  CHECK_FALSE(shortened(world, keys({"goodput"})));
  CHECK(shortened(world, keys({"learners.0.step_time_s.mean"})));
  world.simulation.horizon.amount = 3600;
  CHECK_FALSE(shortened(world, keys({"learners.0.step_time_s.mean"})));
}

TEST_CASE("constants of a long job are found in a few simulations") {
  const Scratch scratch;
  write_job(scratch);
  const JobConstants truth{0.9, Seconds(0), Seconds(0), curve({{2, 0.8}})};
  const auto text = [](const std::vector<double>& values) {
    return fmt::format("scenario,result_key,value,unit\njob.json,syncer.sync_s.p50,{},s\njob.json,compute_utilization,{},share\njob.json,learners.0.step_time_s.mean,{},s\n",
                       values[0], values[1], values[2]);
  };
  const RunFile asked = read_run_file(scratch.write("asked.csv", text({1, 1, 1})));
  const std::vector<double> values = RunPredictions(asked.figures, {scenarios() / "catalogues", 2})({truth}).front();
  REQUIRE(values[1] < 0.95);   // the links do hold it up
  const RunFile file = read_run_file(scratch.write("runs.csv", text(values)));
  RunPredictions predictions(file.figures, {scenarios() / "catalogues", 2});
  REQUIRE(predictions.problems().empty());
  CHECK(predictions.notes().size() == 1);
  const RunsCalibration found = calibrate_runs(file.figures, predictions, {}, true);
  CHECK(predictions.played() < 20);
  CHECK(found.fit.constants.step_efficiency == Approx(0.9).epsilon(0.01));
  for (std::size_t i = 0; i < values.size(); ++i) CHECK(found.fit.predicted[i] == Approx(values[i]).epsilon(0.01));
}
