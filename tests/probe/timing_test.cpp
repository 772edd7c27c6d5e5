#include "sim/probe/throttling.hpp"
#include "sim/probe/timing.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

TEST_CASE("median and spread are those of the samples") {
  const Timing timing = summarise({14, 11, 12, 13, 10, 15, 16, 17, 18, 19, 20});
  CHECK(timing.n == 11);
  CHECK(timing.dropped == 0);
  CHECK(timing.median_us == 15);
  CHECK(timing.p10_us == 11);
  CHECK(timing.p90_us == 19);
  CHECK_FALSE(timing.steady);                 // 19 is more than a quarter above 11
}

TEST_CASE("a rare interruption is dropped, a habit of the machine is not") {
  std::vector<double> samples(20, 10.0);
  samples.push_back(500);
  const Timing rare = summarise(samples);
  CHECK(rare.n == 20);
  CHECK(rare.dropped == 1);
  CHECK(rare.p90_us == 10);
  CHECK(rare.steady);

  samples.insert(samples.end(), 5, 500.0);
  const Timing habit = summarise(samples);
  CHECK(habit.n == 26);
  CHECK(habit.dropped == 0);
  CHECK(habit.median_us == 10);
  CHECK_FALSE(habit.steady);
}

TEST_CASE("a value within three medians is no outlier") {
  std::vector<double> samples(20, 10.0);
  samples.push_back(30);
  CHECK(summarise(samples).dropped == 0);
}

TEST_CASE("one sample is its own median") {
  const Timing timing = summarise({7});
  CHECK(timing.n == 1);
  CHECK(timing.p10_us == 7);
  CHECK(timing.p90_us == 7);
  CHECK(timing.steady);
}

TEST_CASE("short kernels are launched often enough to be told from the clock, long ones once") {
  CHECK(plan_timing(4, 0.05, 1).launches == 50);
  CHECK(plan_timing(0.001, 0.05, 1).launches == 200);
  CHECK(plan_timing(250, 0.05, 1).launches == 1);
  CHECK(plan_timing(250, 0.05, 8).launches == 8);   // every copy has its turn
  CHECK(plan_timing(1000, 0.05, 1).samples == 50);
  CHECK(plan_timing(1e6, 0.05, 1).samples == 11);   // a median needs some, whatever they cost
  CHECK(plan_timing(1, 60, 1).samples == 101);
}

TEST_CASE("operands rotate until no cache holds them") {
  const double cache = 50e6, memory = 40e9;
  CHECK(copies_to_rotate(200e6, cache, memory) == 1);
  for (const double footprint : {3e6, 10e6, 60e6, 99e6}) {
    const int copies = copies_to_rotate(footprint, cache, memory);
    CAPTURE(footprint, copies);
    CHECK((copies - 1) * footprint >= 2 * cache);   // what passes through between two turns of one copy
  }
  CHECK(copies_to_rotate(1000, cache, memory) == 64);
  CHECK(copies_to_rotate(20e6, cache, 65e6) == 3);
  CHECK(copies_to_rotate(20e6, cache, 1e6) == 1);
}

TEST_CASE("the driver's reasons decide what is throttling") {
  ClockSample sample;
  sample.clock_mhz = 1200;
  sample.reasons = 0x1;
  CHECK_FALSE(summarise_clocks({sample}, 1980).throttled);   // idle between launches, whatever the clock
  sample.reasons = 0x2;
  const auto set = summarise_clocks({sample}, 1980);
  CHECK_FALSE(set.throttled);
  CHECK(set.reasons == std::vector<std::string>{"clocks set by an administrator"});
  sample.reasons = 0x4 | 0x40;
  const auto hot = summarise_clocks({{}, sample, {}}, 1980);
  CHECK(hot.throttled);
  CHECK(hot.reasons == std::vector<std::string>{"power cap", "hardware thermal slowdown"});
  CHECK(hot.clock_mhz == 1200.0);
}

TEST_CASE("without reasons a low clock is throttling, and without clocks nothing is known") {
  ClockSample sample;
  sample.clock_mhz = 1700;
  CHECK(summarise_clocks({sample}, 1980).throttled);
  sample.clock_mhz = 1800;
  CHECK_FALSE(summarise_clocks({sample}, 1980).throttled);
  CHECK_FALSE(summarise_clocks({sample}, std::nullopt).throttled);
  const auto nothing = summarise_clocks({}, 1980);
  CHECK_FALSE(nothing.throttled);
  CHECK_FALSE(nothing.clock_mhz);
}

TEST_CASE("clocks and power are medians, the temperature is the highest") {
  std::vector<ClockSample> samples;
  for (const double value : {1.0, 2.0, 30.0}) samples.push_back({value, value, value, value, 0});
  const auto summary = summarise_clocks(samples, std::nullopt);
  CHECK(summary.clock_mhz == 2.0);
  CHECK(summary.memory_clock_mhz == 2.0);
  CHECK(summary.power_w == 2.0);
  CHECK(summary.temperature_c == 30.0);
}
