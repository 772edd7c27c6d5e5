// A loader service that serves a site and fails by itself.
#include "tests/storage/worlds.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {
World served_world(int learners, std::int64_t workers, double per_worker) {
  World world = loading_world(learners, 1.0, 1e6);
  world.data->decoupled = true;
  world.data->service.workers = workers;
  world.data->service.rate = BytesPerSecond(per_worker);
  return world;
}
} // namespace

TEST_CASE("a service of too few workers sets the pace of all its learners") {
  World world = served_world(4, 3, 1000);     // 4000 B/s asked for
  run_time(world, 1000);
  const Loaded run = play_loading(world);
  CHECK(run.compute == Approx(0.75).epsilon(3e-3));
  CHECK(run.first.workers_serving.value() == 1);
}

TEST_CASE("a learner that stands still leaves its part of the service to the others") {
  World world = served_world(2, 3, 500);      // 1500 B/s for 2000
  world.learners[1].available = {{Seconds(0), Seconds(500)}};
  run_time(world, 1000);
  const Loaded run = play_loading(world);
  CHECK(run.data_wait * 1500 == Approx(250).epsilon(0.02));   // 0.25 of 2 x 500 s, then nothing
}

TEST_CASE("an outage of the service is ridden out iff the buffers hold as much") {
  for (const double lasts : {4.0, 5.37, 9.0}) {
    World world = served_world(1, 8, 1000);
    world.data->prefetch_batches = 5;
    world.data->service.outages = {{Seconds(50.5), Seconds(lasts), 0, std::nullopt}};
    run_steps(world, 100);
    CAPTURE(lasts);
    CHECK(play_loading(world).horizon == Approx(100.125 + std::max(0.0, 50.5 + lasts - 56)).epsilon(1e-9));
  }
}

TEST_CASE("workers that fail and return: the learners get the mean of what serves when they could take more") {
  World world = served_world(4, 20, 200);     // 4000 B/s whole; 80 % of the workers serve
  world.data->prefetch_batches = 2;
  world.data->service.failures = {{Law::Kind::exponential, Seconds(400)}, {Law::Kind::exponential, Seconds(100)}};
  for (Learner& learner : world.learners) learner.step_time.mean = Seconds(0.25);   // asks for four times that
  run_time(world, 20000);
  const Loaded run = play_loading(world);
  CHECK(run.first.workers_serving.value() == Approx(0.8).epsilon(0.02));
  CHECK(run.first.given_bytes_per_s == Approx(4000 * run.first.workers_serving.value()).epsilon(1e-3));
  CHECK(static_cast<double>(run.first.workers_lost.value()) == Approx(20 * 20000 / 500.0).epsilon(0.1));
}
