#include "models/protocol/bandwidth_need.hpp"
#include "models/protocol/closed_forms.hpp"
#include "models/units.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

using namespace archipelago;

namespace {

constexpr double chips[] = {150e3, 300e3, 600e3, 1.2e6, 2.4e6};

double goodput_percent(double learners, double chip_count, double pause) {
  const double rate = chip_count / learners / seconds_per_year;
  return 100 * goodput_with_pauses(Seconds(10), step_failure_probability(rate, Seconds(10)), Seconds(pause));
}

Bytes gigabits(double value) { return to_bytes(Bits(value * 1e9)); }
double in_gigabits(BytesPerSecond rate) { return to_bits(rate).value / 1e9; }

} // namespace

TEST_CASE("merged failures reproduce the calibration printed in protocol section 2.4") {
  struct Row { double learners, pause; std::vector<double> goodput; };
  const std::vector<Row> rows{{1, 84, {71.9, 56.8, 40.7, 27.3, 18.3}}, {1, 26, {89.2, 80.9, 69.0, 54.9, 41.9}},
                              {2, 26, {94.2, 89.2, 80.9, 69.0, 54.9}}, {4, 26, {97.0, 94.2, 89.2, 80.9, 69.0}},
                              {8, 26, {98.5, 97.0, 94.2, 89.2, 80.9}}, {16, 26, {99.2, 98.5, 97.0, 94.2, 89.2}}};
  for (const Row& row : rows)
    for (std::size_t k = 0; k < 5; ++k) {
      INFO("M " << row.learners << " pause " << row.pause << " chips " << chips[k]);
      CHECK(std::abs(goodput_percent(row.learners, chips[k], row.pause) - row.goodput[k]) < 0.051);
    }
}

TEST_CASE("uptime of independent learners") {
  const std::vector<double> two{99.7, 98.8, 96.4, 90.4, 79.6};
  for (std::size_t k = 0; k < 5; ++k) {
    const double g = goodput_percent(2, chips[k], 26) / 100;
    CHECK(std::abs(100 * uptime_of_independent({g, g}) - two[k]) < 0.08);
  }
  CHECK(uptime_of_independent({0.5, 0.2}) == Approx(0.6));
}

TEST_CASE("recovery: the two points of Figure 12 and the line between") {
  CHECK(elastic_recovery_steps(6) == 18);
  CHECK(decoupled_recovery_steps(6, 24) == 0);
  CHECK(elastic_recovery_steps(12) == 36);
  CHECK(decoupled_recovery_steps(12, 24) == 24);
  CHECK(elastic_recovery_steps(24) == 72);
  CHECK(decoupled_recovery_steps(24, 24) == 72);
}

TEST_CASE("the most pauses of any learner") {
  CHECK(expected_most_pauses(1, {0.1, 0.2}) == Approx(1 - 0.9 * 0.8));
  CHECK(expected_most_pauses(50, {0.03}) == Approx(1.5));
  CHECK(expected_most_pauses(3, {1.0, 0.5}) == 3);
  CHECK(expected_most_pauses(2, {0.5, 0.5}) == Approx(2 * (1 - std::pow(0.75, 2)) + 1 * (std::pow(0.75, 2) - std::pow(0.25, 2))));
}

TEST_CASE("exposed time per round") {
  const Seconds step(3);
  // step, sync, hidden, pipe, period, overlap
  SECTION("hidden behind the overlap") {
    CHECK(exposed_per_round({step, Seconds(5), Seconds(6), Seconds(3), 1, 2, {}}).value == 0);
  }
  SECTION("blocking") { CHECK(exposed_per_round({step, Seconds(5), Seconds(0), Seconds(3), 24, 0, {}}).value == Approx(5)); }
  SECTION("three rounds that are out together share the shortfall") {
    // A step may start when the round of three steps before is back: E(t) = max(E(t-1), E(t-3) + sync) + step.
    std::vector<double> end{0, 3, 6};
    while (end.size() < 400) end.push_back(std::max(end.back(), end[end.size() - 3] + 9) + 3);
    const double per_step = (end[399] - end[99]) / 300;
    CHECK(exposed_per_round({step, Seconds(9), Seconds(6), Seconds(1), 1, 2, {}}).value == Approx(per_step - 3).epsilon(1e-3));
  }
  SECTION("at most two rounds at once") {
    CHECK(exposed_per_round({step, Seconds(9), Seconds(6), Seconds(1), 1, 2, 2}).value == Approx(4.5 - 3));
  }
  SECTION("the pipe carries one round per period") {
    CHECK(exposed_per_round({step, Seconds(8), Seconds(6), Seconds(8), 2, 2, {}}).value == Approx(2));
  }
}

TEST_CASE("Table 13: data parallel, 50 to 95 %, within 3 %") {
  struct Row { double step, centres; std::vector<double> need; };
  const std::vector<Row> rows{
      {1, 2, {49, 81, 104, 113}}, {5, 2, {9.5, 16, 21, 23}}, {1, 8, {85, 140, 183, 198}}, {5, 8, {17, 28, 37, 40}}};
  const double utilization[] = {0.5, 0.75, 0.9, 0.95};
  for (const Row& row : rows)
    for (std::size_t k = 0; k < 4; ++k) {
      const WholeModelSync sync{Seconds(row.step), 1, gigabits(81), 2 * (row.centres - 1) / row.centres, 0.66, 35};
      const BytesPerSecond need = bandwidth_for(sync, utilization[k]);
      INFO("step " << row.step << " centres " << row.centres << " utilization " << utilization[k]);
      CHECK(in_gigabits(need) == Approx(row.need[k]).epsilon(0.04));
      CHECK(utilization_at(sync, need) == Approx(utilization[k]));
    }
}

TEST_CASE("Table 13: Decoupled DiLoCo in bf16, within 5 %") {
  struct Row { double step, centres; std::vector<double> need; };
  const std::vector<Row> rows{{1, 2, {0.58, 1.2, 1.7, 1.9, 2.2}}, {5, 2, {0.12, 0.23, 0.34, 0.39, 0.43}},
                              {1, 8, {1.0, 2.0, 3.0, 3.3, 3.8}}, {5, 8, {0.21, 0.40, 0.59, 0.68, 0.75}}};
  const double utilization[] = {0.5, 0.75, 0.9, 0.95, 0.99};
  for (const Row& row : rows)
    for (std::size_t k = 0; k < 5; ++k) {
      const FragmentSync sync{Seconds(row.step), 100, 24, gigabits(80), 2 * (row.centres - 1) / row.centres, 1.5};
      const BytesPerSecond need = bandwidth_for(sync, utilization[k]);
      INFO("step " << row.step << " centres " << row.centres << " utilization " << utilization[k]);
      CHECK(in_gigabits(need) == Approx(row.need[k]).epsilon(0.05));
      CHECK(utilization_at(sync, need) == Approx(utilization[k]));
    }
}

TEST_CASE("Streaming DiLoCo Table 4, 1B: data parallel and blocking DiLoCo, all ten cells") {
  const double utilization[] = {0.5, 0.8, 0.9, 0.95, 0.99};
  const std::vector<double> parallel{86.8, 152.6, 184.2, 222.3, 569.0}, blocking{1.4, 6.2, 13.3, 23.3, 86.8};
  for (std::size_t k = 0; k < 5; ++k) {
    WholeModelSync sync{Seconds(0.1), 1, gigabits(0.84 * 16), 1, 0.64, 24};
    CHECK(round_up_to_grid(to_bits(bandwidth_for(sync, utilization[k]))).value / 1e9 == Approx(parallel[k]).epsilon(0.01));
    sync.interval = 100;
    CHECK(round_up_to_grid(to_bits(bandwidth_for(sync, utilization[k]))).value / 1e9 == Approx(blocking[k]).epsilon(0.05));
  }
}

TEST_CASE("the bandwidth grid has 50 values and ends at 1 Tbit/s") {
  CHECK(round_up_to_grid(BitsPerSecond(1e6)).value == Approx(0.1e9));
  CHECK(round_up_to_grid(BitsPerSecond(0.1001e9)).value == Approx(0.12068e9).epsilon(1e-4));
  CHECK(round_up_to_grid(BitsPerSecond(5e12)).value == Approx(1e12));
}
