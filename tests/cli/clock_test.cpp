// A wall clock that is set back and forth while runs are played changes nothing: limits of time, progress and stores go by time that only passes.
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>

using namespace archipelago;

namespace {

void let_the_clock_jump() { setenv("LD_PRELOAD", JUMPING_CLOCK, 1); }

std::vector<std::string> study(const std::string& store) {
  return {"sweep", four_regions, "--set", "simulation.horizon=6 h", "--vary", "protocol.sync_interval=24,48", "--replications", "4", "--time-limit", "600", "--out", store, "--dump"};
}

} // namespace

#ifndef __SANITIZE_ADDRESS__   // whose library must come first
TEST_CASE("a sweep under a jumping clock has the runs of a calm one") {
  const ScratchFolder folder;
  const Ended calm = run_program(study(folder / "calm.db")), jumping = run_program(study(folder / "jumping.db"), let_the_clock_jump);
  INFO(jumping.err);
  CHECK(jumping.code == 0);
  CHECK(jumping.out == calm.out);
}

TEST_CASE("a limit of time ends a run under a jumping clock, and progress is told") {
  bool progress = false;
  const Ended ended = watch_program({"run", four_regions, "--stream", "--set", "simulation.horizon=40 year", "--replications", "1", "--time-limit", "1"},
                                    [&](const std::string& line, pid_t) { progress = progress || nlohmann::json::parse(line).at("kind") == "progress"; }, let_the_clock_jump);
  CHECK(ended.code == 1);
  CHECK(contains(ended.err, "took longer than its limit of 1 s"));
  CHECK(progress);
}
#endif
