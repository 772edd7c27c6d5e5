// The closed form of a data path beside the engine.
#include "models/preview/data_pace.hpp"
#include "models/preview/preview.hpp"
#include "sim/engine/exact.hpp"
#include "tests/storage/worlds.hpp"
#include "tests/support/isolated.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <cmath>

using namespace archipelago;

namespace {
double waiting(const Result& result) { return result.time_shares[static_cast<std::size_t>(TimeClass::data_wait)]; }

std::string verdict(const Result& result) {
  for (const Flag& flag : result.flags)
    if (flag.key == "data" && flag.reason.find("loader-bound") != std::string::npos) return flag.reason;
  return {};
}

std::string played_verdict(const World& world) { return isolated([&] { return verdict(run_exact(world, 1)); }); }
} // namespace

TEST_CASE("the pace is the slower of step and loaders where batches are read ahead, their sum where not") {
  World world = loading_world(2, 1.0, 100);
  CHECK(data_paces(world)[0].pace.value == Approx(1.25));
  CHECK(data_paces(world)[0].limit == DataLimit::loaders);
  world.data->storage_bandwidth = BytesPerSecond(1000);
  CHECK(data_paces(world)[1].pace.value == Approx(2));
  CHECK(data_paces(world)[1].limit == DataLimit::store);
  world.data->prefetch_batches = 0;
  CHECK(data_paces(world)[1].pace.value == Approx(3));
  world.data->prefetch_batches = 2;
  world.data->decoupled = true;
  world.data->service.workers = 6;            // 600 B/s
  CHECK(data_paces(world)[1].pace.value == Approx(1000 / 300.0));
  CHECK(data_paces(world)[1].limit == DataLimit::service);
  world.data.reset();
  CHECK(data_paces(world).empty());
}

TEST_CASE("the closed form agrees with the engine within 5 % while nothing fails") {
  rc::prop("steps and data wait", [] {
    const auto name = *rc::gen::element(ProtocolName::decoupled_diloco, ProtocolName::diloco, ProtocolName::data_parallel, ProtocolName::async_local_sgd);
    World world = loading_world(*rc::gen::inRange(1, 5), 1.0, *rc::gen::element(60.0, 110.0, 150.0, 1000.0), name);
    world.protocol.quorum = name == ProtocolName::decoupled_diloco ? 1 : static_cast<int>(world.learners.size());
    DataPath& data = *world.data;
    data.prefetch_batches = *rc::gen::inRange(0, 5);
    data.cold_start = Seconds(*rc::gen::inRange(0, 20));
    data.decoupled = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) data.storage_bandwidth = BytesPerSecond(*rc::gen::inRange(500, 6000));
    run_time(world, 2000);
    const Result formula = preview(world);
    const Loaded run = play_loading(world);
    RC_ASSERT(std::abs(static_cast<double>(formula.steps) - run.steps) < 0.05 * run.steps);
    RC_ASSERT(std::abs(waiting(formula) - run.data_wait) < 0.03);
    double sum = 0;
    for (const double share : formula.time_shares) sum += share;
    RC_ASSERT(std::abs(sum - 1) < 1e-9);
    RC_ASSERT(formula.data.size() == 1u);
    RC_ASSERT(std::abs(formula.data[0].given_bytes_per_s - run.first.given_bytes_per_s) < 0.05 * run.first.given_bytes_per_s);
  });
}

TEST_CASE("unlike learners at one store: within 5 % too") {
  World world = loading_world(3, 1.0, 1e6);
  world.learners[1].step_time.mean = Seconds(4);
  world.learners[2].step_time.mean = Seconds(1.5);
  world.data->storage_bandwidth = BytesPerSecond(1200);
  run_time(world, 4000);
  CHECK(static_cast<double>(preview(world).steps) == Approx(play_loading(world).steps).epsilon(0.05));
}

TEST_CASE("failures strike while computing, and a job that restarts starts its loaders cold: near the engine") {
  World world = loading_world(2, 1.0, 100, ProtocolName::data_parallel);
  world.data->cold_start = Seconds(60);
  world.failures = Failures{};
  world.failures->lifetime = {Law::Kind::exponential, Seconds(128 * 2000.0)};   // one in 2000 s of computing
  world.failures->return_delay = {Law::Kind::constant, Seconds(30)};
  world.failures_known = Known::given;
  run_time(world, 100000);
  const Result formula = preview(world);
  const Loaded run = play_loading(world);
  CHECK(formula.goodput == Approx(run.compute).epsilon(0.02));
  CHECK(waiting(formula) == Approx(run.data_wait).epsilon(0.05));
}

TEST_CASE("a run says that it is bound by its loaders, by what, and when rate is not the reason") {
  World world = loading_world(2, 1.0, 100);
  run_time(world, 400);
  const std::string rate = "here: loader-bound: the loaders give 0.80 of what the accelerators take; the limit is its loaders.";
  CHECK(verdict(preview(world)) == rate);
  CHECK(played_verdict(world) == rate);
  world.data->loader_rate = BytesPerSecond(1000);
  CHECK(played_verdict(world).empty());
  world.data->storage_bandwidth = BytesPerSecond(1e6);
  world.data->outages = {{Seconds(100), Seconds(100), 0, std::nullopt}};
  CHECK(played_verdict(world).find("the loaders keep up once they run") != std::string::npos);
}
