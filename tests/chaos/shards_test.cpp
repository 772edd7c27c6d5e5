// A lost piece of the outer state: what stops, what is lost, when the run goes on.
#include "tests/chaos/kit.hpp"
#include "tests/engine/worlds.hpp"

#include "sim/engine/exact.hpp"
#include "sim/replay/cuts.hpp"
#include "tests/support/isolated.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace archipelago;

namespace {
ChaosEvent kill_shard(double at, std::optional<Seconds> until) {
  ChaosEvent event{"kill", Seconds(at), until, 0, {}, {}};
  event.syncer = true;
  return event;
}

World checkpointed(World world, double interval, double write = 0) {
  Checkpoints checkpoints;
  checkpoints.interval = Seconds(interval);
  checkpoints.size = Bytes(1e9);
  if (write > 0) checkpoints.bandwidth = BytesPerSecond(1e9 / write);
  world.checkpoints = checkpoints;
  world.checkpoints_known = Known::given;
  return world;
}

World stated(World world, double detection, double restart) {
  Failures failures;
  failures.lifetime = {Law::Kind::constant, Seconds(1e15)};
  failures.return_delay = {Law::Kind::constant, Seconds(50)};
  failures.detection = Seconds(detection);
  failures.restart = Seconds(restart);
  world.failures = failures;
  world.failures_known = Known::given;
  return world;
}

// Who stepped between two dates.
class QuietObserver : public Observer {
public:
  QuietObserver(double from, double to) : from_(from), to_(to) {}
  bool stepped = false;
  void learner_span(std::size_t, TimeClass what, Seconds from, Seconds to) override {
    stepped = stepped || (what == TimeClass::compute && to.value > from_ + 1e-9 && from.value < to_ - 1e-9);
  }

private:
  double from_, to_;
};
} // namespace

TEST_CASE("without a checkpoint a lost shard takes the run back to its start") {
  World world = one_site_world(2, 10.0, ProtocolName::decoupled_diloco);
  run_time(world, 200);
  world.chaos = {kill_shard(64, Seconds(90))};
  const Figures figures = play(world);
  CHECK(figures.share(TimeClass::lost_work) == Approx(64.0 / 200));
  CHECK(figures.share(TimeClass::offline) == Approx(26.0 / 200));
  CHECK(figures.share(TimeClass::compute) == Approx(110.0 / 200));
  CHECK(figures.steps == 2 * 11);
  CHECK(figures.tokens == 2 * 11 * 1000);
  const std::string flags = isolated([&] {
    std::string text;
    for (const Flag& flag : run_exact(world, 1).flags) text += flag.key + ": " + flag.reason + "\n";
    return text;
  });
  CHECK(flags.find("checkpoints: The syncer lost a part of its state when no checkpoint of the run was complete") != std::string::npos);
}

TEST_CASE("with checkpoints a lost shard costs what was done since the last one, detection, its absence and a restart") {
  World world = stated(checkpointed(one_site_world(2, 10.0, ProtocolName::decoupled_diloco), 30), 7, 11);
  run_time(world, 400);
  world.chaos = {kill_shard(84, Seconds(120))};   // rounds at 30 and 60 carry markers: snapshots before the next steps, at 40 and 70
  const Figures figures = play(world);
  CHECK(figures.share(TimeClass::lost_work) == Approx(14.0 / 400));
  CHECK(figures.share(TimeClass::detect) == Approx(7.0 / 400));
  CHECK(figures.share(TimeClass::offline) == Approx(29.0 / 400));
  CHECK(figures.share(TimeClass::restart) == Approx(11.0 / 400));
  CHECK(figures.steps == 2 * (7 + 26));
  world.chaos = {kill_shard(84, std::nullopt)};   // a replacement after the return delay of 50 s
  CHECK(play(world).share(TimeClass::offline) == Approx(43.0 / 400));
}

TEST_CASE("two shards away at once: the run goes on when both are back, and loses its work once") {
  World world = stated(checkpointed(one_site_world(2, 10.0, ProtocolName::decoupled_diloco), 30), 0, 0);
  run_time(world, 400);
  world.chaos = {kill_shard(84, Seconds(120)), kill_shard(90, Seconds(100))};
  const Figures figures = play(world);
  CHECK(figures.share(TimeClass::lost_work) == Approx(14.0 / 400));
  CHECK(figures.share(TimeClass::offline) == Approx(36.0 / 400));
}

TEST_CASE("a checkpoint whose writing has not ended is none yet") {
  World world = stated(checkpointed(one_site_world(2, 10.0, ProtocolName::decoupled_diloco), 60, 15), 0, 0);
  world.checkpoints->blocking = false;
  run_time(world, 400);
  world.chaos = {kill_shard(84, Seconds(90))};    // taken at 70, written at 85
  CHECK(play(world).share(TimeClass::lost_work) == Approx(84.0 / 400));
  world.chaos = {kill_shard(86, Seconds(90))};
  CHECK(play(world).share(TimeClass::lost_work) == Approx(16.0 / 400));
}

TEST_CASE("a lost parameter server takes all back to what it had written of their models") {
  World world = checkpointed(one_site_world(2, 10.0, ProtocolName::async_local_sgd), 1);
  world.protocol.sync_interval = 4;
  run_time(world, 400);
  world.chaos = {kill_shard(125, Seconds(150))};
  const Figures figures = play(world);
  CHECK(figures.share(TimeClass::lost_work) == Approx(5.0 / 400));     // merged at 40, 80, 120
  CHECK(figures.share(TimeClass::offline) == Approx(25.0 / 400));
  CHECK(figures.tokens == 2 * 1000 * (12 + 25));
}

TEST_CASE("at whatever date a shard dies nobody steps before it is back, and the work lost is that since a checkpoint") {
  for (const ProtocolName name : {ProtocolName::decoupled_diloco, ProtocolName::async_local_sgd}) {
    World world = stated(checkpointed(chaos_world(name), 5), 0.4, 1.1);
    const std::vector<double> dates = event_dates(world, 10, 80);
    REQUIRE(dates.size() > 100);
    int struck = 0;
    for (std::size_t k = 0; k < dates.size(); k += name == ProtocolName::decoupled_diloco ? 7 : 23)
      for (const double offset : {-1e-6, 0.0, 1e-6}) {
        const double at = dates[k] + offset, back = at + 6;
        world.chaos = {kill_shard(at, Seconds(back))};
        const std::string text = isolated([&] {
          QuietObserver quiet(at, back + 1.1);
          ExactOptions options;
          options.observer = &quiet;
          const Result result = run_exact(world, 1, options);
          return std::string(quiet.stepped ? "stepped " : "") + (result.time_shares[static_cast<std::size_t>(TimeClass::lost_work)] * result.horizon_s > 16 ? "lost too much" : "");
        });
        INFO(world.name << " at " << at);
        CHECK(text.empty());
        ++struck;
      }
    CHECK(struck > 20);
  }
}

TEST_CASE("a cut is complete when everybody who was there has written; who died first is left out of it") {
  Cuts cuts;
  const Progress one{1, 10, 1}, two{2, 20, 2}, three{3, 30, 3};
  cuts.begin(Seconds(10), {one, one, one}, {1, 1, 0});
  cuts.take(0, Seconds(11), two);
  cuts.wrote(0);
  CHECK_FALSE(cuts.newest_complete(Seconds(100)));
  cuts.begin(Seconds(20), {two, one, one}, {1, 1, 0});
  cuts.take(1, Seconds(21), three);           // its first since both began: it serves both
  cuts.wrote(1);
  REQUIRE(cuts.newest_complete(Seconds(100)));
  CHECK(cuts.newest_complete(Seconds(100))->begun == Seconds(10));
  CHECK(cuts.newest_complete(Seconds(100))->progress[1].steps == 3);
  CHECK_FALSE(cuts.newest_complete(Seconds(20)));   // a part of it is later
  cuts.gone(0);
  CHECK(cuts.newest_complete(Seconds(100))->begun == Seconds(20));
  CHECK(cuts.newest_complete(Seconds(100))->shares[0] == Cut::Share::left_out);
  CHECK(cuts.newest_complete(Seconds(100))->shares[2] == Cut::Share::left_out);
  cuts.restored(cuts.newest_complete(Seconds(21)));
  CHECK(cuts.newest_complete(Seconds(100))->begun == Seconds(20));
  cuts.restored(nullptr);
  CHECK_FALSE(cuts.newest_complete(Seconds(100)));
}
