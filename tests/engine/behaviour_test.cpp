// Failures, checkpoints, tapes and conservation on the exact engine.
#include "models/protocol/closed_forms.hpp"
#include "tests/engine/worlds.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace archipelago;

namespace {
Failures failures(double mtbi_s, double return_s) {
  Failures made;
  made.lifetime = {Law::Kind::exponential, Seconds(mtbi_s)};
  made.return_delay = {Law::Kind::exponential, Seconds(return_s)};
  made.downscale = made.upscale = Seconds(13);
  made.restart = Seconds(49);
  return made;
}
} // namespace

TEST_CASE("one pause per affected step gives the closed form of Table 1") {
  World world = one_site_world(1, 10.0, ProtocolName::elastic_data_parallel);
  world.learners[0].accelerators = 220;
  world.learners[0].slice_size = 1;
  world.failures = failures(220 * 25.0, 1.0);   // a failure every 25 s of stepping; slices are back at once
  world.failures_known = Known::given;
  run_steps(world, 300000);
  const Figures figures = play(world);
  const double p = 1 - std::exp(-10.0 / 25.0);
  CHECK(figures.goodput + figures.share(TimeClass::degraded) == Approx(10 / (10 + p * 26)).margin(0.002));
  CHECK(figures.uptime == Approx(10 / (10 + p * 26)).margin(0.002));
}

TEST_CASE("a learner of its own pace pauses alone, for a slice that is lost and for one that is back") {
  World world = one_site_world(2, 10.0, ProtocolName::decoupled_diloco);
  world.protocol.quorum = 1;
  for (auto& learner : world.learners) learner.slice_size = learner.accelerators / 4;
  world.failures = failures(1e15, 1.0);
  world.failures->downscale = Seconds(6);
  world.failures->upscale = Seconds(9);
  world.failures_known = Known::given;
  world.chaos = {{"a slice", Seconds(34), Seconds(64), 0, {{1, 2u}}, {}}};
  run_time(world, 201);
  const Figures figures = play(world);
  // The step of 30 is lost at 34; paused until 40; three steps on three of four slices; paused from 70 to 79; whole steps from then on.
  CHECK(figures.share(TimeClass::downscale) == Approx(6.0 / 402));
  CHECK(figures.share(TimeClass::upscale) == Approx(9.0 / 402));
  CHECK(figures.share(TimeClass::lost_work) == Approx(4.0 / 402));
  CHECK(figures.share(TimeClass::degraded) == Approx(30 * 0.25 / 402));
  CHECK(figures.learner_steps[0] == 20);
  CHECK(figures.learner_steps[1] == 3 + 3 + 12);
  CHECK(figures.tokens == Approx(1000 * (20 + 3 + 3 * 0.75 + 12)));
}

TEST_CASE("a job that cannot shrink waits for its slices and restarts") {
  World world = one_site_world(1, 10.0, ProtocolName::data_parallel);
  world.failures = failures(64 * 200.0, 36.0);
  world.failures->return_delay = {Law::Kind::constant, Seconds(36.0)};
  world.failures_known = Known::given;
  run_steps(world, 300000);
  const Figures figures = play(world);
  const double p = 1 - std::exp(-10.0 / 200.0);
  CHECK(figures.goodput == Approx(10 / (10 + p * 85)).margin(0.002));
  CHECK(figures.share(TimeClass::degraded) == 0.0);
}

TEST_CASE("rolling back to a checkpoint turns compute into lost work and keeps the sum") {
  World world = one_site_world(2, 10.0, ProtocolName::data_parallel);
  world.failures = failures(128 * 2000.0, 36.0);
  world.failures_known = world.checkpoints_known = Known::given;
  world.checkpoints = Checkpoints{Seconds(600), Bytes(6e9), BytesPerSecond(1e9), true};
  run_time(world, 2e6);
  const Figures figures = play(world);
  CHECK(figures.share_sum() == Approx(1.0).margin(1e-9));
  // On average half an interval is lost with each failure.
  CHECK(figures.share(TimeClass::lost_work) / figures.share(TimeClass::compute) == Approx(300.0 / 2000.0).epsilon(0.2));
  CHECK(figures.tokens == Approx(2 * 1000 * figures.goodput * 2e6 / 10).epsilon(1e-3));
}

TEST_CASE("checkpoints in the background cost nothing while storage is ample") {
  for (ProtocolName name : {ProtocolName::decoupled_diloco, ProtocolName::data_parallel}) {
    World world = one_site_world(4, 3.0, name);
    run_steps(world, 400);
    const Figures without = play(world);
    world.checkpoints_known = Known::given;
    world.checkpoints = Checkpoints{Seconds(60), Bytes(6e9), BytesPerSecond(1e9), false};
    const Figures with = play(world);
    CHECK(with.horizon == without.horizon);
    CHECK(with.goodput == without.goodput);
    world.checkpoints->blocking = true;
    CHECK(play(world).share(TimeClass::checkpoint) > 0.05);
  }
}

TEST_CASE("a recorded tape plays again to the same fingerprint") {
  for (int learners : {2, 5}) {
    World world = star_world({learners, 2, 10}, 2.0, ProtocolName::decoupled_diloco);
    for (auto& learner : world.learners) {
      learner.step_time.law = StepLaw::lognormal;
      learner.step_time.cv = 0.2;
    }
    world.failures = failures(64 * 3000.0, 100.0);
    world.failures_known = Known::given;
    run_time(world, 20000);
    const TapePair pair = record_and_replay(world, 7);
    CHECK(pair.recorded.fingerprint == pair.replayed.fingerprint);
    CHECK(pair.recorded.tokens == pair.replayed.tokens);
    CHECK(pair.recorded.horizon == pair.replayed.horizon);
    CHECK(play(world, 8).fingerprint != pair.recorded.fingerprint);
    CHECK(play(world, 7).fingerprint == pair.recorded.fingerprint);
  }
}

TEST_CASE("every protocol survives a storm of failures with its shares summing to one") {
  for (int name = 0; name < 7; ++name)
    for (std::uint64_t seed : {1u, 2u, 3u}) {
      CAPTURE(to_string(static_cast<ProtocolName>(name)), seed);
      World world = star_world({4, 5, 10}, 1.0, static_cast<ProtocolName>(name));
      for (auto& learner : world.learners) {
        learner.step_time.law = StepLaw::normal;
        learner.step_time.cv = 0.1;
      }
      world.failures = failures(64 * 300.0, 200.0);   // whole learners are lost now and then
      world.failures->detection = Seconds(5);
      world.failures_known = Known::given;
      world.learners[3].available = {{Seconds(0), Seconds(2000)}, {Seconds(3000.5), Seconds(9000)}};
      world.network.links[1].outages = {{Seconds(1000), Seconds(500), 0.0}, {Seconds(4000), Seconds(1000), 0.1}};
      run_time(world, 10000);
      const Figures figures = play(world, seed);
      CHECK(figures.share_sum() == Approx(1.0).margin(1e-9));
      CHECK(figures.tokens > 0);
      CHECK(figures.rounds > 10);
      for (double share : figures.shares) CHECK(share >= 0.0);
    }
}

TEST_CASE("a collective goes on without the missing after its join timeout") {
  World world = star_world({4, 5, 10}, 1.0, ProtocolName::diloco);
  for (auto& learner : world.learners) learner.slice_size = 64;
  world.failures = failures(64 * 5000.0, 1.0);
  world.failures->return_delay = {Law::Kind::constant, Seconds(3600)};
  world.failures_known = Known::given;
  run_time(world, 50000);
  const Figures waits = play(world);
  world.protocol.join_timeout = Seconds(60);
  const Figures goes_on = play(world);
  CHECK(goes_on.goodput > waits.goodput + 0.1);
}

TEST_CASE("a central syncer takes every contribution in and sends the result to all") {
  World world = star_world({4, 1, 0}, 1.0, ProtocolName::decoupled_diloco);
  world.protocol.sharded_syncer = false;
  world.protocol.syncer_site = 0;
  run_time(world, 240.5);
  const Figures figures = play(world);
  const double fragment = 0.5e9 / 24;
  CHECK(figures.rounds == 240);
  CHECK(figures.link_bytes[2] == Approx(240 * fragment).epsilon(0.01));       // from a remote site
  CHECK(figures.link_bytes[1] == Approx(3 * 240 * fragment).epsilon(0.01));   // into the syncer's site
}
