#include "models/audit/periodicity.hpp"
#include "models/audit/step_name.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

std::vector<ProfileTime> every(std::int64_t period, int count, std::int64_t first) {
  std::vector<ProfileTime> starts;
  for (int i = 0; i < count; ++i) starts.emplace_back(first + period * i);
  return starts;
}

} // namespace

TEST_CASE("kernels that come once a step find the steps, layers inside do not") {
  std::vector<ProfileTime> layers;
  for (int step = 0; step < 8; ++step)
    for (int layer = 0; layer < 12; ++layer) layers.emplace_back(1000 * step + 10 * layer);
  const ProfileSpan whole{ProfileTime(0), ProfileTime(8000)};
  const Spans steps = find_periodic_steps({layers, layers, every(1000, 8, 20), every(1000, 8, 500), every(4000, 2, 0)}, whole);
  REQUIRE(steps.size() == 7);
  CHECK(steps.front() == ProfileSpan{ProfileTime(20), ProfileTime(1020)});
}

TEST_CASE("steps that take long, or whose start was lost, do not hide the rhythm; layers are not taken for steps") {
  std::vector<ProfileTime> starts, layers;
  std::int64_t at = 0;
  for (int step = 0; step < 60; ++step) {
    starts.emplace_back(at);
    for (int layer = 0; layer < 30; ++layer) layers.emplace_back(at + 25 * layer);
    at += step == 7 || step == 22 || step == 23 || step == 48 ? 4000 : 1000;
  }
  const ProfileSpan whole{ProfileTime(0), ProfileTime(at)};
  CHECK(find_periodic_steps({layers, layers, starts}, whole).size() == 59);
  CHECK(find_periodic_steps({layers, layers, layers}, whole).empty());
  starts.erase(starts.begin() + 30);
  CHECK(find_periodic_steps({starts}, whole).size() == 58);
}

TEST_CASE("noise and short bursts have no rhythm") {
  const ProfileSpan whole{ProfileTime(0), ProfileTime(8000)};
  CHECK(find_periodic_steps({{ProfileTime(1), ProfileTime(2), ProfileTime(4000), ProfileTime(4001)}}, whole).empty());
  CHECK(find_periodic_steps({every(10, 50, 3000)}, whole).empty());
  CHECK(find_periodic_steps({}, whole).empty());
}

TEST_CASE("names of steps") {
  for (const char* name : {"ProfilerStep#12", "step 12", "Step_12", "iteration=12", "iter12", "train_step 12", "batch:12"}) {
    REQUIRE(step_name(name));
    CHECK(step_name(name)->number == 12);
  }
  REQUIRE(step_name("train_step"));
  CHECK_FALSE(step_name("train_step")->number);
  for (const char* name : {"", "batch", "batch_norm_12", "stepper", "Optimizer.step#AdamW.step", "steps per second 12", "12"}) CHECK_FALSE(step_name(name));
}
