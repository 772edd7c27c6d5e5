// A trace of node outages on the exact engine, second by second.
#include "models/failures/generators/processes.hpp"
#include "tests/engine/worlds.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {
// One learner of 8 slices, steps of 10 s; slice 2 is out from 100 s to 160 s.
World traced_world() {
  World world = one_site_world(1, 10.0, ProtocolName::elastic_data_parallel);
  world.learners[0].accelerators = 64;
  world.learners[0].slice_size = 8;
  Failures failures;
  failures.lifetime = failures.return_delay = {Law::Kind::exponential, Seconds(1e12)};
  failures.downscale = failures.upscale = Seconds(13);
  failures.observed = ObservedFailures{std::make_shared<const OutageTrace>(OutageTrace{8, 8, Seconds(1000), {{100, 160, 2, 0, 0}}, {""}, {}}), "small", MapKind::same, Seconds(0)};
  world.failures = failures;
  world.failures_known = Known::given;
  return world;
}
} // namespace

TEST_CASE("a trace is replayed at its times: downscale, five steps on seven slices, upscale") {
  World world = traced_world();
  run_time(world, 300);
  const Figures figures = play(world);
  // Lost before the step at 100; steps from 113 to 163 on 7 of 8; back before the step at 163.
  CHECK(figures.share(TimeClass::downscale) * 300 == Approx(13));
  CHECK(figures.share(TimeClass::upscale) * 300 == Approx(13));
  CHECK(figures.share(TimeClass::degraded) * 300 == Approx(50.0 / 8));
  CHECK(figures.share(TimeClass::compute) * 300 == Approx(300 - 26 - 50.0 / 8));
}

TEST_CASE("a trace begins anew at its end, and an offset begins inside it") {
  World world = traced_world();
  run_time(world, 3000);
  const Figures thrice = play(world);
  CHECK(thrice.share(TimeClass::downscale) * 3000 == Approx(39));
  world.failures->observed->offset = Seconds(130);
  run_time(world, 200);
  const Figures inside = play(world);
  CHECK(inside.share(TimeClass::downscale) * 200 == Approx(13));   // out from the first second to the 30th
  CHECK(inside.share(TimeClass::degraded) * 200 == Approx(20.0 / 8));
}

TEST_CASE("a tape of a run under a trace replays it") {
  World world = traced_world();
  run_time(world, 2500);
  const TapePair pair = record_and_replay(world, 3);
  CHECK(pair.replayed.fingerprint == pair.recorded.fingerprint);
}

TEST_CASE("failures drawn from a generator: another history each seed, the same one again, and a tape replays it") {
  World world = traced_world();
  OutageLaw law;
  law.domain = 8;
  law.gap = {Law::Kind::exponential, Seconds(400)};
  law.length = {0, 1, {Law::Kind::exponential, Seconds(100)}, {}};
  world.failures->observed.reset();
  world.failures->drawn = DrawnFailures{std::make_shared<const Generator>(Generator{"plain", "", "", "", {{"outages", law}}, 8}), Seconds(0)};
  run_time(world, 20'000);
  const Figures first = play(world, 1), again = play(world, 1), other = play(world, 2);
  CHECK(first.fingerprint == again.fingerprint);
  CHECK(first.fingerprint != other.fingerprint);
  // About 50 outages of 100 s on 8 slices: 3 % of the time is degraded.
  CHECK(first.share(TimeClass::degraded) == Approx(100.0 / 400 / 8).epsilon(0.5));
  const TapePair pair = record_and_replay(world, 3);
  CHECK(pair.replayed.fingerprint == pair.recorded.fingerprint);
}
