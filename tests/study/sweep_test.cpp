#include "sim/study/sweep.hpp"
#include "tests/study/stores.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <stdexcept>

using namespace archipelago;

namespace {

struct Played { std::size_t played, cached, failed; };

Played sweep_into(const std::string& path, const std::vector<PlannedPoint>& points, const SweepOptions& options = {}, const Sweep::MakeJob& jobs = paced_jobs(0), unsigned parallel = 3) {
  Store store(path);
  add_scenarios(store, points);
  Sweep sweep(store, points, options, jobs);
  SupervisorOptions supervisor;
  supervisor.parallel = parallel;
  REQUIRE(supervise(sweep, supervisor));
  CHECK(sweep.finished());
  return {sweep.played(), sweep.cached(), sweep.failed()};
}

std::size_t lines_of(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

} // namespace

TEST_CASE("a sweep plays every point with every seed, once") {
  const ScratchStores folder;
  const auto points = planned_points(3, {1, 2});
  const Played first = sweep_into(folder / "a.db", points);
  CHECK(first.played == 6);
  const std::string dump = dump_of(folder / "a.db");
  CHECK(lines_of(dump) == 6);
  const Played again = sweep_into(folder / "a.db", points);
  CHECK(again.played == 0);
  CHECK(again.cached == 6);
  const Played more = sweep_into(folder / "a.db", planned_points(4, {1, 2}));
  CHECK(more.played == 2);
}

TEST_CASE("the dump does not depend on how many run at once, or on the order of points") {
  const ScratchStores folder;
  auto points = planned_points(5, {1, 2, 3});
  sweep_into(folder / "a.db", points, {}, paced_jobs(500), 1);
  std::reverse(points.begin(), points.end());
  sweep_into(folder / "b.db", points, {}, paced_jobs(100), 7);
  CHECK(dump_of(folder / "a.db") == dump_of(folder / "b.db"));
}

TEST_CASE("shards share the scenarios out, and merged they are the whole study") {
  const ScratchStores folder;
  const auto points = planned_points(7, {1, 2});
  sweep_into(folder / "whole.db", points);
  std::vector<std::string> parts;
  std::size_t played = 0;
  for (std::size_t shard = 1; shard <= 3; ++shard) {
    SweepOptions options;
    options.shard = shard;
    options.shards = 3;
    parts.push_back(folder / ("part" + std::to_string(shard) + ".db"));
    played += sweep_into(parts.back(), points, options).played;
  }
  CHECK(played == 14);
  const auto counts = merge_stores(parts, folder / "merged.db");
  CHECK(counts.size() == 3);
  CHECK(dump_of(folder / "merged.db") == dump_of(folder / "whole.db"));
}

TEST_CASE("a run that fails once is tried again; one that always fails is a row with its reason") {
  const ScratchStores folder;
  const std::string mark = folder / "tried";
  const Sweep::MakeJob jobs = [mark](const SweepRun& run) {
    return Job{run.seed, [run, mark](Progress&) -> Result {
                 if (run.seed == 2) throw std::runtime_error("deadlock: west waits for ever");
                 if (run.seed == 1 && std::filesystem::create_directory(mark)) raise(SIGKILL);   // the first time only
                 return result_of_seed(run.seed);
               }};
  };
  const auto points = planned_points(1, {1, 2, 3});
  const Played played = sweep_into(folder / "a.db", points, {}, jobs);
  CHECK(played.played == 3);
  CHECK(played.failed == 1);
  const std::string dump = dump_of(folder / "a.db");
  CHECK(dump.find("\"status\":\"failed\",\"reason\":\"deadlock: west waits for ever\"") != std::string::npos);
  CHECK(lines_of(dump) == 3);
  CHECK(sweep_into(folder / "a.db", points, {}, jobs).played == 0);        // given up
  SweepOptions again;
  again.retry_failed = true;
  CHECK(sweep_into(folder / "a.db", points, again).played == 1);           // and now it works
  CHECK(dump_of(folder / "a.db").find("failed") == std::string::npos);
}

TEST_CASE("seeds are added until the interval is as narrow as asked, each point by its own results") {
  const ScratchStores folder;
  const auto points = planned_points(2, {1});
  SweepOptions options;
  options.half_width = 0.0005;                 // goodput swings by 0.001 over three seeds: s is about 0.0009
  const Played played = sweep_into(folder / "a.db", points, options);
  CHECK(played.played >= 2 * 9);               // 1.7 * 0.0009 / sqrt(n) <= 0.0005 from n = 10
  CHECK(played.played <= 2 * 16);
  SweepOptions capped = options;
  capped.half_width = 1e-9;
  capped.most_replications = 20;
  sweep_into(folder / "b.db", points, capped);
  CHECK(lines_of(dump_of(folder / "b.db")) == 40);
  Store store(folder / "a.db");
  Sweep resumed(store, points, options, paced_jobs(0));
  CHECK(resumed.waiting() == 0);               // the seeds that were added are known again
}
