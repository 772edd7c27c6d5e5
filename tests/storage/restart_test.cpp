// What a loss does to loaders: those in the learner's hosts go with it and start cold, a service does not.
#include "tests/storage/worlds.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace archipelago;

namespace {
World struck_world(ProtocolName name) {
  World world = loading_world(2, 1.0, 1000, name);   // a load takes 0.125 s
  world.data->cold_start = Seconds(20);
  world.failures = Failures{};
  world.failures->lifetime = {Law::Kind::constant, Seconds(1e15)};
  world.failures_known = Known::given;
  run_time(world, 200);
  world.chaos = {{"kill", Seconds(100.5), Seconds(110), 0, {{0, std::nullopt}}, {}}};
  return world;
}
constexpr double load = 0.125;
} // namespace

TEST_CASE("a coupled loader starts cold at the beginning and after each restart of its learner") {
  const Loaded run = play_loading(struck_world(ProtocolName::decoupled_diloco));
  CHECK(run.data_wait * 400 == Approx(3 * (20 + load)));
}

TEST_CASE("a decoupled learner that comes back waits for a load, not for a cold start") {
  World world = struck_world(ProtocolName::decoupled_diloco);
  world.data->decoupled = true;               // 16 workers: 16000 B/s, shared by two at first
  const Loaded run = play_loading(world);
  CHECK(run.data_wait * 400 == Approx(2 * (20 + load) + load));   // it is let in as the other reads too
}

TEST_CASE("a job that restarts as one restarts all its coupled loaders") {
  World world = struck_world(ProtocolName::data_parallel);
  const Loaded run = play_loading(world);
  CHECK(run.data_wait * 400 == Approx(4 * (20 + load)));
}

TEST_CASE("a lost slice takes its part of the buffer along, and its host's loader") {
  World world = loading_world(1, 1.0, 125);   // as much as a step takes, from 8 hosts
  world.data->prefetch_batches = 4;
  run_time(world, 200);
  world.chaos = {{"kill", Seconds(100.5), Seconds(1000), 0, {{0, 3u}}, {}}};
  world.failures = Failures{};
  world.failures->lifetime = {Law::Kind::constant, Seconds(1e15)};
  world.failures_known = Known::given;
  const Loaded run = play_loading(world);
  // Seven hosts load what seven slices train on: the pace stays, and the lost batch costs no wait beyond the first.
  CHECK(run.share_sum == Approx(1));
  CHECK(run.data_wait * 200 == Approx(1).margin(0.51));
}

TEST_CASE("a learner killed while it waits for its batch is offline, not waiting, and comes back to a cold loader") {
  World world = struck_world(ProtocolName::decoupled_diloco);
  world.chaos = {{"kill", Seconds(5), Seconds(8), 0, {{0, std::nullopt}}, {}}};
  const Loaded run = play_loading(world);
  CHECK(run.data_wait * 400 == Approx(5 + 20 + load + 20 + load));
  CHECK(run.share_sum == Approx(1));
}

TEST_CASE("an outage without end lets a run of steps end with a message, not in silence") {
  World world = loading_world(1, 1.0, 1000);
  world.data->outages = {{Seconds(10.5), Seconds(std::numeric_limits<double>::infinity()), 0, std::nullopt}};
  world.data->storage_bandwidth = BytesPerSecond(1e6);
  run_steps(world, 100);
  CHECK_THROWS_WITH(play_loading(world), Catch::Contains("waiting for its input data"));
}
