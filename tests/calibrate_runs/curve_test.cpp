// Efficiency by rate: between points, beyond them, and the trend that a fit adds.
#include "models/calibration/rate_trend.hpp"
#include "tests/calibrate_runs/synthetic_job.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;
using namespace archipelago::test;

namespace {
double at(const RateEfficiencies& points, double gigabits) { return efficiency_at(points, to_bytes(BitsPerSecond(gigabits * 1e9))); }
RateEfficiencies trend(const RateEfficiencies& measured) {
  RateEfficiencies points;
  for (const TrendPoint& point : with_trend(measured)) points.push_back(point.point);
  return points;
}
} // namespace

TEST_CASE("efficiency is linear in the logarithm of the rate between points and constant beyond") {
  const RateEfficiencies points = curve({{0.01, 0.6}, {1, 0.9}});
  CHECK(at(points, 0.1) == Approx(0.75));
  CHECK(at(points, 0.001) == Approx(0.6));
  CHECK(at(points, 100) == Approx(0.9));
  CHECK(at({}, 1) == 1);
}

TEST_CASE("a rise goes on to the level above it, and for a decade below") {
  const RateEfficiencies points = trend(curve({{0.05, 0.78}, {0.2, 0.9}, {5, 1}}));
  REQUIRE(points.size() == 5);
  CHECK(at(points, 0.1) == Approx(0.84));
  CHECK(at(points, 1) == Approx(1));                     // the line through the lower two meets 1 at 635 Mbps
  CHECK(at(points, 0.025) == Approx(0.72));
  CHECK(at(points, 0.0001) == Approx(0.78 - 0.12 / std::log(4.0) * std::log(10.0)));
  const RateEfficiencies up = trend(curve({{0.05, 0.78}, {0.2, 0.9}}));
  CHECK(at(up, 1) == Approx(1));
  CHECK(at(up, 0.3) > 0.9);
}

TEST_CASE("a level or falling curve, and a single point, have no trend") {
  CHECK(with_trend(curve({{1, 0.9}})).size() == 1);
  CHECK(with_trend(curve({{1, 0.9}, {10, 0.9}})).size() == 2);
  CHECK(with_trend(curve({{1, 0.9}, {10, 0.5}, {100, 0.3}})).size() == 3);
  for (const TrendPoint& point : with_trend(curve({{1, 0.2}, {2, 0.9}}))) CHECK(point.point.efficiency >= 0.1);
}
