// Fast fidelity does what exact does: the same figures, and where chance has no edge, the same events.
#include "sim/fast/fast.hpp"
#include "tests/fast/agreement.hpp"
#include "tests/fast/random_world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace archipelago;

TEST_CASE("random scenarios of every protocol agree with exact") {
  int same = 0;
  constexpr int count = 42;                   // six of each protocol; bench_fast_agreement plays 200
  for (std::uint64_t number = 1000; number < 1000 + count; ++number) {
    const Agreement both = compare_fidelities(disturbed_world(number), number);
    INFO("random world " << number);
    CHECK(both.holds());
    same += both.same_fingerprint();
  }
  CHECK(same >= count - 2);                   // ties within a nanosecond may be told the other way round
}

// Slow stores keep the learners waiting for batches; a loss that stops one then must not leave its wish for a batch behind, which
// would be looked after for ever.
TEST_CASE("a learner that stops for a lost node wishes for no batch meanwhile") {
  World world = random_world(7);
  world.protocol = ProtocolRules{};
  world.learners.resize(2);
  for (Learner& learner : world.learners) {
    learner.site = 0;
    learner.available.clear();
    learner.accelerators = 64;
    learner.slice_size = 8;
    learner.step_time = {Seconds(10), StepLaw::constant, 0, "given", false};
  }
  world.simulation.horizon = {Horizon::Unit::time, 5000};
  world.simulation.warm_up = {};
  Failures failures;
  failures.lifetime = {Law::Kind::exponential, Seconds(5000.0 * 128 / 20)};
  failures.return_delay = {Law::Kind::constant, Seconds(100)};
  Recovery recovery;
  for (Law* law : {&recovery.crash_detection, &recovery.hang_detection, &recovery.decision, &recovery.warm_image, &recovery.cold_image, &recovery.init})
    *law = {Law::Kind::constant, Seconds(2)};
  recovery.without_node = Recovery::WithoutNode::stop;
  failures.recovery = recovery;
  world.failures = failures;
  world.failures_known = Known::given;
  DataPath data;
  data.bytes_per_token = 1;
  data.storage_bandwidth = BytesPerSecond(2 * world.training.tokens_per_step / 15);
  data.prefetch_batches = 4;
  world.data = data;
  world.data_known = Known::given;
  const Result result = run_fast(world, 1);
  CHECK(result.time_shares[static_cast<std::size_t>(TimeClass::data_wait)] > 0.1);
  CHECK(result.time_shares[static_cast<std::size_t>(TimeClass::offline)] > 0.01);
  CHECK(compare_fidelities(world, 1).holds());
}

TEST_CASE("runs of one process know nothing of each other") {
  const World world = random_world(7);
  const Result first = run_fast(world, 3);
  run_fast(random_world(8), 1);
  const Result again = run_fast(world, 3);
  CHECK(again.fingerprint == first.fingerprint);
  CHECK(again.tokens == first.tokens);
  CHECK(run_fast(world, 4).fingerprint != first.fingerprint);
}

TEST_CASE("a result of fast fidelity says so") {
  const Result result = run_fast(random_world(1), 1);
  CHECK(result.fidelity == "fast");
  CHECK(std::any_of(result.flags.begin(), result.flags.end(), [](const Flag& flag) { return flag.key == "simulation.fidelity"; }));
}

TEST_CASE("a step faster than its accelerators can compute is pointed out") {
  World world = random_world(1);
  const auto speaks = [&] {
    const Result result = run_fast(world, 1);
    REQUIRE(result.mfu);
    const bool said = std::any_of(result.flags.begin(), result.flags.end(), [](const Flag& flag) { return flag.key == "mfu"; });
    CHECK(said == (*result.mfu > 1));
    return said;
  };
  for (Learner& learner : world.learners) learner.accelerator.peak_bf16 = FlopsPerSecond(1e30);
  CHECK_FALSE(speaks());
  for (Learner& learner : world.learners) learner.accelerator.peak_bf16 = FlopsPerSecond(1);
  CHECK(speaks());
}

TEST_CASE("a run in which nothing can happen any more is an error that says who waits") {
  World world = random_world(0);
  world.protocol = ProtocolRules{};
  world.protocol.quorum = 2;
  world.failures.reset();
  world.learners.resize(2);
  world.learners[0].available.clear();
  world.learners[1].available = {{Seconds(0), Seconds(5)}};
  world.simulation.horizon = {Horizon::Unit::steps, 1e6};
  world.simulation.warm_up = {};
  CHECK_THROWS_AS(run_fast(world, 1), ReplayError);
}

// A nanosecond is less than the last place of a clock that is past 97 days.
TEST_CASE("transfers land however late in a run they are") {
  World world = random_world(1);
  world.learners.resize(2);
  for (Learner& learner : world.learners) {
    learner.available.clear();
    learner.step_time = {Seconds(1e6), StepLaw::constant, 0, "given", false};
  }
  world.protocol = ProtocolRules{};
  world.failures.reset();
  world.checkpoints.reset();
  world.simulation.warm_up = {};
  world.simulation.horizon = {Horizon::Unit::time, 1e9};
  CHECK(run_fast(world, 1).outer_steps > 900);
}
