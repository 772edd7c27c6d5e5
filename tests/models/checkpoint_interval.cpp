#include "models/failures/checkpoint_interval.hpp"

#include <boost/math/tools/minima.hpp>
#include <catch2/catch.hpp>

#include <cmath>

using namespace archipelago;

TEST_CASE("the optimal interval minimises the expected time per useful second") {
  for (double write : {1e-3, 1.0, 60.0, 600.0, 5000.0}) {
    const CheckpointCosts costs{Seconds(10000), Seconds(write), Seconds(300)};
    const auto waste = [&](double log_interval) { return -checkpoint_efficiency(costs, Seconds(std::exp(log_interval))); };
    const double found = std::exp(boost::math::tools::brent_find_minima(waste, std::log(1e-2), std::log(1e6), 40).first);
    INFO("write " << write);
    CHECK(daly_optimal_interval(costs.write, costs.mtbf).value == Approx(found).epsilon(1e-4));
  }
}

TEST_CASE("the optimum solves its equation to full precision for cheap and for dear writes") {
  for (double write : {1e-9, 1e-6, 1e-3, 0.3, 3.0, 40.0}) {
    const CheckpointCosts costs{Seconds(1), Seconds(write), Seconds(0)};
    const double interval = daly_optimal_interval(costs.write, costs.mtbf).value;
    INFO("write " << write);
    CHECK(interval > 0);
    CHECK(interval <= 1);
    if (write < 10) CHECK(-std::log1p(-interval) - interval == Approx(write).epsilon(1e-6));
  }
  CHECK(daly_optimal_interval(Seconds(0), Seconds(100)).value == 0);
}

TEST_CASE("Young and Daly approximate the optimum in the order of their refinement") {
  const CheckpointCosts costs{Seconds(3600), Seconds(120), Seconds(0)};
  const double best = daly_optimal_interval(costs.write, costs.mtbf).value;
  const double young = std::abs(young_interval(costs.write, costs.mtbf).value - best);
  const double first = std::abs(daly_first_order_interval(costs.write, costs.mtbf).value - best);
  const double higher = std::abs(daly_higher_order_interval(costs.write, costs.mtbf).value - best);
  CHECK(young_interval(costs.write, costs.mtbf).value == Approx(std::sqrt(2.0 * 120 * 3600)));
  CHECK(higher < first);
  CHECK(higher < young);
  CHECK(higher / best < 1e-3);
  CHECK(daly_higher_order_interval(Seconds(20), Seconds(10)).value == 10);
}

TEST_CASE("expected time grows to the interval as failures vanish, and counts a restart per failure") {
  CHECK(expected_time({Seconds(1e12), Seconds(5), Seconds(100)}, Seconds(1000)).value == Approx(1005));
  const CheckpointCosts costs{Seconds(1000), Seconds(0), Seconds(50)};
  CHECK(expected_time(costs, Seconds(1000)).value == Approx(1000 * std::exp(0.05) * std::expm1(1.0)));
}
