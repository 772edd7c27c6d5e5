// A study that is killed at any moment loses at most the runs under way, and ends as an undisturbed one does.
#include "models/random.hpp"
#include "tests/study/stores.hpp"
#include "tests/support/children.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <sys/wait.h>

using namespace archipelago;

namespace {

constexpr int run_us = 3000;

void sweep_whole(const std::string& path) {
  Store store(path);
  const auto points = planned_points(6, {1, 2, 3, 4});
  add_scenarios(store, points);
  SweepOptions options;
  options.retries = 100;                       // a kill may hit the same run often
  Sweep sweep(store, points, options, paced_jobs(run_us));
  SupervisorOptions supervisor;
  supervisor.parallel = 2;
  supervise(sweep, supervisor);
}

pid_t start_sweep(const std::string& path) {
  const pid_t program = fork();
  if (program == 0) {
    try {
      sweep_whole(path);
    } catch (...) { _exit(1); }
    _exit(0);
  }
  return program;
}

bool ended(pid_t program, int& status) { return waitpid(program, &status, WNOHANG) == program; }

std::size_t runs_in(const std::string& path) {
  if (!std::filesystem::exists(path)) return 0;
  try {
    const std::string dump = dump_of(path);
    return static_cast<std::size_t>(std::count(dump.begin(), dump.end(), '\n'));
  } catch (const StoreError&) { return 0; }    // killed before there were tables
}

} // namespace

TEST_CASE("the supervisor is killed at twenty random moments") {
  const ScratchStores folder;
  sweep_whole(folder / "calm.db");
  const RandomStream moments(20261127, entity_key("supervisor"), Purpose::sampling);
  std::size_t before = 0;
  for (std::uint64_t i = 0; i < 20; ++i) {
    const pid_t program = start_sweep(folder / "killed.db");
    usleep(static_cast<useconds_t>(moments.uniform(i) * 30000));
    kill(program, SIGKILL);
    int status = 0;
    waitpid(program, &status, 0);
    const std::size_t now = runs_in(folder / "killed.db");
    CHECK(now >= before);                      // what was there is still there
    before = now;
  }
  sweep_whole(folder / "killed.db");
  CHECK(dump_of(folder / "killed.db") == dump_of(folder / "calm.db"));
}

TEST_CASE("children are killed at random moments while the study runs") {
  const ScratchStores folder;
  sweep_whole(folder / "calm.db");
  const RandomStream moments(20261127, entity_key("child"), Purpose::sampling);
  std::uint64_t draw = 0;
  int kills = 0;
  for (int study = 0; kills < 20 && study < 100; ++study) {   // a busy machine may leave time for few kills in one
    const std::string store = folder / ("killed-" + std::to_string(study) + ".db");
    const pid_t program = start_sweep(store);
    int status = 0;
    while (!ended(program, status)) {
      usleep(static_cast<useconds_t>(moments.uniform(draw++) * 4000));
      if (kills >= 20) continue;
      if (const auto children = children_of(program); !children.empty()) {
        kill(children[static_cast<std::size_t>(moments.uniform(draw++) * static_cast<double>(children.size()))], SIGKILL);
        ++kills;
      }
    }
    CHECK(WIFEXITED(status));
    CHECK(dump_of(store) == dump_of(folder / "calm.db"));
  }
  CHECK(kills == 20);
}

TEST_CASE("two studies do not write one store at once") {
  const ScratchStores folder;
  Store store(folder / "a.db");
  const pid_t other = fork();
  if (other == 0) {
    try {
      Store second(folder / "a.db");
    } catch (const StoreError& error) { _exit(std::string(error.what()).find("another study") != std::string::npos ? 7 : 1); }
    _exit(0);
  }
  int status = 0;
  waitpid(other, &status, 0);
  CHECK(WEXITSTATUS(status) == 7);
}
