// Steps that need their batches: closed forms through the engine.
#include "tests/storage/worlds.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <cmath>

using namespace archipelago;

namespace {
constexpr double batch = 1000;                // B
} // namespace

TEST_CASE("without read-ahead the time to load adds to every step") {
  for (const ProtocolName name : {ProtocolName::decoupled_diloco, ProtocolName::data_parallel, ProtocolName::async_local_sgd}) {
    World world = loading_world(1, 1.0, 250, name);
    world.data->prefetch_batches = 0;
    run_steps(world, 100);
    const Loaded run = play_loading(world);
    CHECK(run.horizon == Approx(150));
    CHECK(run.data_wait == Approx(50.0 / 150));
    CHECK(run.first.drained_s.value() == Approx(50));
    CHECK(run.first.asked_bytes_per_s == Approx(1000));
    CHECK(run.first.given_bytes_per_s == Approx(1000 / 1.5));
  }
}

TEST_CASE("a batch read ahead hides its load behind the step, but for the first") {
  World world = loading_world(1, 1.0, 1250.0 / 8);
  world.data->prefetch_batches = 1;
  run_steps(world, 100);
  const Loaded run = play_loading(world);
  CHECK(run.horizon == Approx(100.8));
  CHECK(run.data_wait * run.horizon == Approx(0.8));
}

TEST_CASE("a loader slower than the step sets the pace, whatever the read-ahead") {
  for (const double ahead : {1.0, 2.0, 16.0}) {
    World world = loading_world(1, 1.0, 500.0 / 8);
    world.data->prefetch_batches = ahead;
    run_steps(world, 100);
    const Loaded run = play_loading(world);
    CHECK(run.horizon == Approx(201));        // a batch every 2 s, the first one too
    CHECK(run.first.taken_bytes == 100 * batch);
  }
}

TEST_CASE("the dataset is opened and the shuffle buffer filled before the first batch") {
  World world = loading_world(1, 1.0, 2000.0 / 8);
  world.data->cold_start = Seconds(30);
  world.data->shuffle_buffer = Bytes(40000);
  run_steps(world, 100);
  CHECK(play_loading(world).horizon == Approx(30 + 20 + 0.5 + 100));
}

TEST_CASE("a store shared by learners of unlike demand is max-min fair over time") {
  World world = loading_world(2, 1.0, 1e6);
  world.learners[1].step_time.mean = Seconds(4);
  world.data->storage_bandwidth = BytesPerSecond(600);   // the slow one takes 250, the other has the rest
  run_time(world, 4000);
  const Loaded run = play_loading(world);
  CHECK(run.first.storage_utilization.value() == Approx(1).epsilon(1e-3));
  CHECK(run.steps == Approx(4000 * (350 + 250) / batch).epsilon(2e-3));
  CHECK(run.data_wait == Approx((1 - 0.35) / 2).epsilon(3e-3));   // the slow one waits for its first batch only
}

TEST_CASE("what a store cannot give shows in equal parts at equal learners") {
  World world = loading_world(4, 1.0, 1e6);
  world.data->storage_bandwidth = BytesPerSecond(2000);
  run_time(world, 1000);
  const Loaded run = play_loading(world);
  CHECK(run.compute == Approx(0.5).epsilon(3e-3));
  CHECK(run.first.drained_s.value() == Approx(500).epsilon(3e-3));
  CHECK(run.first.asked_bytes_per_s == Approx(4000).epsilon(3e-3));
  CHECK(run.first.given_bytes_per_s == Approx(2000).epsilon(3e-3));
}

TEST_CASE("a cached dataset loads the store in the first epoch only") {
  World world = loading_world(2, 1.0, 1e6);
  world.data->storage_bandwidth = BytesPerSecond(1000);
  world.data->dataset = Bytes(200e3);         // 100 batches for each
  world.data->cached = true;
  run_time(world, 1000);
  const Loaded run = play_loading(world);
  // A batch every 2 s until about 200 s, then one a second.
  CHECK(run.steps == Approx(2 * (100 + 800)).epsilon(5e-3));
  CHECK(run.first.storage_utilization.value() == Approx(0.2).epsilon(1e-9));
}

TEST_CASE("a buffer rides out an outage of the store that is no longer than what it holds") {
  const double outage = 50.5, held = 5, load = batch / 8000;
  for (const double lasts : {2.0, 5.37, 5.38, 7.0, 40.0}) {
    World world = loading_world(1, 1.0, 1000);
    world.data->prefetch_batches = held;
    world.data->storage_bandwidth = BytesPerSecond(1e6);
    world.data->outages = {{Seconds(outage), Seconds(lasts), 0, std::nullopt}};
    run_steps(world, 100);
    const Loaded run = play_loading(world);
    // Steps begin at a load after full seconds. Those at 51 to 55 find a batch; the one at 56 waits for the store and one load.
    const double waits = std::max(0.0, outage + lasts + load - (56 + load));
    CAPTURE(lasts);
    CHECK(run.horizon == Approx(load + 100 + waits).epsilon(1e-9));
    CHECK(run.first.storage_impaired_s.value() == Approx(lasts));
  }
}

TEST_CASE("a learner that its loader keeps up with costs no event, and replays as without data but for the first batch") {
  World world = loading_world(2, 1.0, 1000);
  run_steps(world, 500);
  const Loaded with = play_loading(world);
  world.data.reset();
  const Loaded without = play_loading(world);
  CHECK_FALSE(without.has_data);
  CHECK(with.events == without.events + 1);   // both learners' first batches are there at once
  CHECK(with.horizon == Approx(without.horizon + batch / 8000));
}

TEST_CASE("a run says which bytes went where, and every second is in one class, under any protocol and any path") {
  rc::prop("bytes and seconds", [] {
    const auto name = static_cast<ProtocolName>(*rc::gen::inRange(0, 7));
    World world = loading_world(*rc::gen::inRange(1, 4), 1.0, *rc::gen::element(60.0, 125.0, 1000.0), name);
    for (Learner& learner : world.learners) learner.step_time.mean = Seconds(*rc::gen::inRange(5, 20) / 10.0);
    DataPath& data = *world.data;
    data.prefetch_batches = *rc::gen::inRange(0, 4);
    data.decoupled = *rc::gen::arbitrary<bool>();
    data.cold_start = Seconds(*rc::gen::inRange(0, 5));
    if (*rc::gen::arbitrary<bool>()) data.storage_bandwidth = BytesPerSecond(*rc::gen::inRange(300, 3000));
    data.outages = {{Seconds(20), Seconds(*rc::gen::inRange(1, 15)), *rc::gen::element(0.0, 0.3), std::nullopt}};
    run_time(world, 120.25);
    const Loaded run = play_loading(world);
    RC_ASSERT(std::abs(run.share_sum - 1) < 1e-9);
    const auto learners = static_cast<double>(world.learners.size());
    RC_ASSERT(run.first.taken_bytes >= run.steps * batch - 1e-6);
    RC_ASSERT(run.first.taken_bytes <= (run.steps + learners) * batch + 1e-6);
    const double held = run.first.read_bytes - run.first.taken_bytes;
    RC_ASSERT(held >= -1e-6);
    RC_ASSERT(held <= learners * std::max(1.0, data.prefetch_batches) * batch + 1e-6);
    RC_ASSERT(run.first.given_bytes_per_s <= run.first.asked_bytes_per_s + 1e-9);
  });
}
