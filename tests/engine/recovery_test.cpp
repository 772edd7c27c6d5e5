// Recovery stage by stage on the exact engine, against closed forms.
#include "models/failures/checkpoint_interval.hpp"
#include "models/preview/preview.hpp"
#include "tests/engine/worlds.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace archipelago;

namespace {
Law constant(double seconds) { return {Law::Kind::constant, Seconds(seconds)}; }
Law exponential(double seconds) { return {Law::Kind::exponential, Seconds(seconds)}; }

// A loss of the whole run every `between` seconds of wall clock.
void fail_every(World& world, double between, const Law& repair) {
  double accelerators = 0;
  for (const Learner& learner : world.learners) accelerators += static_cast<double>(learner.accelerators);
  Failures failures;
  failures.lifetime = exponential(between * accelerators);
  failures.return_delay = repair;
  failures.recovery = Recovery{};
  Recovery& recovery = *failures.recovery;
  recovery.crash_detection = recovery.hang_detection = recovery.decision = recovery.warm_image = recovery.cold_image = recovery.init = constant(0);
  world.failures = failures;
  world.failures_known = Known::given;
}

double daly(double mtbf, double write, double restart, double interval) {
  return checkpoint_efficiency({Seconds(mtbf), Seconds(write), Seconds(restart)}, Seconds(interval));
}
} // namespace

TEST_CASE("a job with spares restarts after its stages, not after the repair, and gives Daly's efficiency") {
  World world = one_site_world(2, 100.0, ProtocolName::data_parallel);
  fail_every(world, 1080, exponential(86400));
  Recovery& recovery = *world.failures->recovery;
  recovery.crash_detection = constant(60);
  recovery.decision = constant(120);
  recovery.warm_image = constant(90);
  recovery.init = constant(300);
  recovery.spares = 1000;
  world.checkpoints_known = Known::given;
  world.checkpoints = Checkpoints{Seconds(200), Bytes(30e9), BytesPerSecond(1e9), true};
  run_time(world, 2e7);
  const Figures figures = play(world);
  CHECK(figures.goodput == Approx(daly(1080, 30, 600, 200)).epsilon(0.015));
  CHECK(figures.share_sum() == Approx(1.0).margin(1e-9));
  // Of one recovery the stages have the share that is left of them when the next loss may strike.
  CHECK(figures.share(TimeClass::detect) == Approx(1 - std::exp(-60.0 / 1080)).epsilon(0.03));
  CHECK(figures.share(TimeClass::offline) == Approx(std::exp(-60.0 / 1080) - std::exp(-180.0 / 1080)).epsilon(0.03));
  CHECK(figures.share(TimeClass::restart) == Approx(std::exp(-180.0 / 1080) - std::exp(-570.0 / 1080)).epsilon(0.03));
  CHECK(figures.spares_waited == 0.0);
  const Result formula = preview(world);
  CHECK(formula.goodput == Approx(daly(1080, 30, 600, 200)).epsilon(1e-6));
  // The formula takes writes in proportion to the steps that are lost too; the sum is what it knows.
  const auto of_formula = [&](TimeClass what) { return formula.time_shares[static_cast<std::size_t>(what)]; };
  CHECK(of_formula(TimeClass::lost_work) + of_formula(TimeClass::checkpoint) ==
        Approx(figures.share(TimeClass::lost_work) + figures.share(TimeClass::checkpoint)).epsilon(0.03));
}

TEST_CASE("nodes are down as long as detection, decision and the wait for a spare last") {
  World world = one_site_world(2, 50.0, ProtocolName::elastic_data_parallel);
  for (auto& learner : world.learners) learner.accelerators = 800, learner.slice_size = 1;
  fail_every(world, 500, exponential(5000));      // ten under repair on average
  world.failures->recovery->spares = 10;
  run_time(world, 2e7);
  const Figures figures = play(world);
  double below = 0, term = std::exp(-10.0), missing = 0, idle = 0;
  for (int n = 0; n < 60; ++n, term *= 10.0 / n) {
    below += n < 10 ? term : 0;
    missing += term * std::max(0, n - 10);
    idle += term * std::max(0, 10 - n);
  }
  CHECK(figures.spares_waited == Approx(1 - below).margin(0.01));
  CHECK(figures.places_down == Approx(missing).epsilon(0.05));
  CHECK(figures.spares_idle == Approx(idle).epsilon(0.05));
  CHECK(static_cast<double>(figures.spares_requests) == Approx(2e7 / 500).epsilon(0.02));
}

TEST_CASE("at least K of M learners are there as often as the binomial law has it") {
  World world = one_site_world(8, 2.0, ProtocolName::elastic_data_parallel);   // short: who returns waits for the next step
  for (auto& learner : world.learners) learner.accelerators = learner.slice_size = 8;
  fail_every(world, 1900.0 / 8, exponential(100));   // each is there 95 % of the time
  run_time(world, 1e6);
  const Figures figures = play(world);
  double at_least_6 = 0, at_least_8 = figures.contributors_share[8];
  for (std::size_t k = 6; k <= 8; ++k) at_least_6 += figures.contributors_share[k];
  CHECK(at_least_8 == Approx(0.663).margin(0.02));
  CHECK(at_least_6 == Approx(0.9942).margin(0.003));
}

TEST_CASE("learners that stop alone recover from their own checkpoint, and from a peer lose nothing") {
  World world = one_site_world(4, 50.0, ProtocolName::decoupled_diloco);
  world.protocol.quorum = 1;
  fail_every(world, 2500, constant(1));           // each learner every 10,000 s
  Recovery& recovery = *world.failures->recovery;
  recovery.spares = 100;
  recovery.init = constant(570);
  recovery.without_node = Recovery::WithoutNode::stop;
  recovery.state = Recovery::State::checkpoint;
  world.checkpoints_known = Known::given;
  world.checkpoints = Checkpoints{Seconds(700), Bytes(30e9), BytesPerSecond(1e9), true};
  run_time(world, 6e6);
  const Figures own = play(world);
  CHECK(own.goodput == Approx(daly(10000, 30, 600, 700)).epsilon(0.01));
  CHECK(own.share_sum() == Approx(1.0).margin(1e-9));
  world.failures->recovery->state = Recovery::State::peer;
  const Figures peer = play(world);
  CHECK(peer.goodput > own.goodput + 0.02);
  CHECK(peer.share(TimeClass::lost_work) < 0.01);   // the step under way
}

TEST_CASE("hangs take their own time to be noticed") {
  World world = one_site_world(1, 200.0, ProtocolName::data_parallel);
  fail_every(world, 20000, constant(1));
  Recovery& recovery = *world.failures->recovery;
  recovery.spares = 10;
  recovery.crash_detection = constant(30);
  recovery.hang_detection = constant(1800);
  recovery.hang_share = 0.25;
  run_time(world, 2e8);
  const double mean = 0.75 * (1 - std::exp(-30.0 / 20000)) + 0.25 * (1 - std::exp(-1800.0 / 20000));
  CHECK(play(world).share(TimeClass::detect) == Approx(mean).epsilon(0.06));
}

TEST_CASE("learners of a site that write at once share its storage, and so do those that read") {
  World world = one_site_world(4, 50.0, ProtocolName::data_parallel);
  world.checkpoints_known = Known::given;
  world.checkpoints = Checkpoints{Seconds(600), Bytes(30e9), BytesPerSecond(2e9), true};
  world.checkpoints->storage_bandwidth = BytesPerSecond(4e9);
  run_time(world, 63000);
  // Each has 1 GB/s: 30 s after every 600 s; without the shared limit 15 s.
  CHECK(play(world).share(TimeClass::checkpoint) == Approx(30.0 / 630).epsilon(0.01));
  world.checkpoints->storage_bandwidth = BytesPerSecond(100e9);
  CHECK(play(world).share(TimeClass::checkpoint) == Approx(15.0 / 615).epsilon(0.02));

  world.checkpoints->storage_bandwidth = BytesPerSecond(4e9);
  fail_every(world, 5000, constant(1));
  world.failures->recovery->spares = 10;
  run_time(world, 4e6);
  const Figures figures = play(world);
  CHECK(figures.share(TimeClass::recovery_transfer) == Approx(1 - std::exp(-30.0 / 5000)).epsilon(0.08));
  CHECK(figures.goodput == Approx(daly(5000, 30, 30, 600)).epsilon(0.01));
}

TEST_CASE("copies in memory survive a lost slice, and not a lost learner") {
  World world = one_site_world(1, 50.0, ProtocolName::data_parallel);
  fail_every(world, 5000, constant(1));
  world.failures->recovery->spares = 10;
  world.failures->recovery->init = constant(100);
  world.checkpoints_known = Known::given;
  world.checkpoints = Checkpoints{Seconds(2000), Bytes(30e9), BytesPerSecond(1e9), true};
  world.checkpoints->memory = Checkpoints::Memory{Seconds(200), BytesPerSecond(10e9)};
  run_time(world, 6e6);
  const Figures slice = play(world);
  CHECK(slice.share(TimeClass::lost_work) / slice.goodput == Approx((5000 * std::expm1(203.0 / 5000) - 203) / 200).epsilon(0.1));
  world.learners[0].slice_size = world.learners[0].accelerators;   // every loss takes all nodes, and their memory
  const Figures whole = play(world);
  CHECK(whole.share(TimeClass::lost_work) > 4 * slice.share(TimeClass::lost_work));
  CHECK(whole.share_sum() == Approx(1.0).margin(1e-9));
}

TEST_CASE("a loss during a write in the background falls back to the checkpoint before") {
  World world = one_site_world(1, 50.0, ProtocolName::data_parallel);
  fail_every(world, 5000, constant(1));
  world.failures->recovery->spares = 10;
  world.checkpoints_known = Known::given;
  world.checkpoints = Checkpoints{Seconds(600), Bytes(300e9), BytesPerSecond(1e9), false};   // half of the time it writes
  run_time(world, 1e7);
  const Figures slow = play(world);
  world.checkpoints->bandwidth = BytesPerSecond(1e12);
  const Figures fast = play(world);
  CHECK(slow.share(TimeClass::checkpoint) < 0.001);
  // Of a life X the slow one keeps 600 s for each k with X >= 600 k + 300, and it spends the first 300 s reading, with nothing to lose.
  const double kept = 600 / std::expm1(600.0 / 5000), late = std::exp(-300.0 / 5000);
  CHECK(fast.share(TimeClass::lost_work) == Approx(1 - kept / 5000).epsilon(0.06));
  CHECK(slow.share(TimeClass::lost_work) == Approx(late * (1 - late * kept / 5000)).epsilon(0.06));
  world.checkpoints->snapshot = Seconds(6);
  CHECK(play(world).share(TimeClass::checkpoint) == Approx(6.0 / 606).epsilon(0.1));
}

TEST_CASE("every protocol recovers from a storm with kills, keeps its sum, and plays the same again") {
  for (int name = 0; name < 7; ++name)
    for (int stop = 0; stop < 2; ++stop)
      for (std::uint64_t seed : {1u, 2u}) {
        CAPTURE(to_string(static_cast<ProtocolName>(name)), stop, seed);
        World world = star_world({4, 5, 10}, 1.0, static_cast<ProtocolName>(name));
        fail_every(world, 150, {Law::Kind::lognormal, Seconds(300), 1.0});
        Recovery& recovery = *world.failures->recovery;
        recovery.crash_detection = exponential(5);
        recovery.hang_detection = exponential(60);
        recovery.hang_share = 0.3;
        recovery.decision = constant(2);
        recovery.queue = exponential(400);
        recovery.warm_image = constant(3);
        recovery.cold_image = constant(20);
        recovery.init = constant(10);
        recovery.spares = 1;
        recovery.pool = Recovery::Pool::site;
        recovery.without_node = stop ? Recovery::WithoutNode::stop : Recovery::WithoutNode::shrink;
        recovery.state = stop ? Recovery::State::checkpoint : Recovery::State::peer;
        world.checkpoints_known = Known::given;
        world.checkpoints = Checkpoints{Seconds(60), Bytes(6e9), BytesPerSecond(1e9), seed == 1};
        world.checkpoints->storage_bandwidth = BytesPerSecond(2e9);
        world.checkpoints->memory = Checkpoints::Memory{Seconds(20), BytesPerSecond(20e9)};
        world.learners[3].available = {{Seconds(0), Seconds(2000)}, {Seconds(3000.5), Seconds(9000)}};
        world.chaos.push_back({"whole", Seconds(1000), std::nullopt, 0, {{0, std::nullopt}}, {}});
        world.chaos.push_back({"dated", Seconds(1200), Seconds(1500), 0, {{1, std::nullopt}, {2, 0u}}, {}});
        run_time(world, 10000);
        const Figures figures = play(world, seed), again = play(world, seed);
        CHECK(figures.share_sum() == Approx(1.0).margin(1e-9));
        CHECK(figures.tokens > 0);
        CHECK(figures.goodput > 0.01);
        CHECK(figures.fingerprint == again.fingerprint);
      }
}
