// Jumping over repeated cycles changes nothing but the time that a run takes.
#include "sim/fast/fast.hpp"
#include "tests/engine/worlds.hpp"
#include "tests/fast/random_world.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {
struct Both { Result jumped, played; std::int64_t jumps = 0; };
Both play_both(const World& world, std::uint64_t seed) {
  Both both;
  FastOptions jumping, step_by_step;
  jumping.jumped = &both.jumps;
  step_by_step.jumps = false;
  both.jumped = run_fast(world, seed, jumping);
  both.played = run_fast(world, seed, step_by_step);
  return both;
}

Approx about(double value) { return Approx(value).epsilon(1e-9).margin(1e-9); }

void check_same(const Both& both) {
  const Result &a = both.jumped, &b = both.played;
  // Events, unlike all that they do, need not agree to one: after a jump, dates that were equal may differ in the last place.
  CHECK(static_cast<double>(a.events) == Approx(static_cast<double>(b.events)).epsilon(0.01));
  CHECK(a.activities == b.activities);
  CHECK(a.steps == b.steps);
  CHECK(a.tokens == about(b.tokens));
  CHECK(a.horizon_s == about(b.horizon_s));
  CHECK(a.system_uptime == about(b.system_uptime));
  for (std::size_t c = 0; c < time_class_count; ++c) CHECK(a.time_shares[c] == about(b.time_shares[c]));
  REQUIRE(a.links.size() == b.links.size());
  for (std::size_t l = 0; l < a.links.size(); ++l) {
    CHECK(a.links[l].bytes == about(b.links[l].bytes));
    CHECK(a.links[l].peak_bps == Approx(b.links[l].peak_bps).epsilon(1e-6));
  }
  const SyncerResult &x = a.syncer, &y = b.syncer;
  CHECK(x.rounds == y.rounds);
  CHECK(x.contributors_histogram == y.contributors_histogram);
  CHECK(x.staleness_mean_steps == about(y.staleness_mean_steps));
  CHECK(x.quorum_wait_s == Approx(y.quorum_wait_s).margin(1e-6));
  CHECK(x.grace_s == Approx(y.grace_s).margin(1e-6));
  CHECK(x.sync_mean_s == Approx(y.sync_mean_s).epsilon(1e-6));
  CHECK(x.sync_p99_s == Approx(y.sync_p99_s).epsilon(0.02));
  for (std::size_t m = 0; m < x.weight_share.size(); ++m) CHECK(x.weight_share[m] == Approx(y.weight_share[m]).margin(1e-9));
  for (std::size_t m = 0; m < a.learners.size(); ++m) CHECK(a.learners[m].failures == b.learners[m].failures);
}

// Equal constant steps, so that there is something to jump over, whatever else chance has brought.
World steady_random_world(std::uint64_t number) {
  World world = random_world(number);
  for (Learner& learner : world.learners) learner.step_time = {Seconds(2.5), StepLaw::constant, 0, "given", false};
  world.simulation.horizon = {Horizon::Unit::time, 6000};
  if (world.simulation.warm_up.amount > 0) world.simulation.warm_up = {Horizon::Unit::time, 200};
  if (world.failures) {
    double accelerators = 0;
    for (const Learner& learner : world.learners) accelerators += static_cast<double>(learner.accelerators);
    world.failures->lifetime.scale = Seconds(6000 * accelerators / 6);
  }
  return world;
}
} // namespace

TEST_CASE("random scenarios with equal steps are the same with jumps and without") {
  std::int64_t jumps = 0;
  for (std::uint64_t number = 0; number < 140; ++number) {
    const Both both = play_both(steady_random_world(number), number + 1);
    INFO("random world " << number);
    check_same(both);
    jumps += both.jumps;
  }
  CHECK(jumps > 140);
}

TEST_CASE("every protocol in rounds is jumped where nothing disturbs it") {
  for (int name = 0; name < 5; ++name) {
    World world = star_world({4, 1, 10}, 2.0, static_cast<ProtocolName>(name));
    run_time(world, 1e5);
    const Both both = play_both(world, 1);
    INFO(to_string(world.protocol.name));
    check_same(both);
    CHECK(both.jumps > 0);
  }
}

// The free numbers of transfers are used again in an order that takes several cycles to come round; here some transfers also
// last longer than a step, so that they are under way whenever the state is looked at.
TEST_CASE("cycles are found at every sync interval, whatever numbers transfers have had") {
  for (const double gigabits : {1.0, 0.4})
    for (const int interval : {24, 25, 36, 48, 72, 95, 96}) {
      World world = star_world({5, gigabits, 10}, 2.0, ProtocolName::decoupled_diloco);
      world.protocol.sync_interval = interval;
      run_time(world, 1e5);
      const Both both = play_both(world, 1);
      INFO(gigabits << " Gbps, a fragment every " << interval << " / 24 steps");
      check_same(both);
      CHECK(both.jumped.fingerprint == both.played.fingerprint);
      CHECK(both.jumps > 0);
      CHECK(both.played.events > 20000);
    }
}

TEST_CASE("horizons in steps and in tokens are met exactly") {
  World world = star_world({4, 1, 10}, 2.0, ProtocolName::decoupled_diloco);
  run_steps(world, 4321);
  check_same(play_both(world, 1));
  world.simulation.horizon = {Horizon::Unit::tokens, 1.2345e7};
  check_same(play_both(world, 1));
}

TEST_CASE("what draws its steps is never jumped") {
  World world = star_world({4, 1, 10}, 2.0, ProtocolName::decoupled_diloco);
  for (Learner& learner : world.learners) learner.step_time = {Seconds(2), StepLaw::normal, 0.1, "given", false};
  run_time(world, 1e4);
  CHECK(play_both(world, 1).jumps == 0);
}
