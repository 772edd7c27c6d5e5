#include "models/statistics/designs.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <cmath>
#include <set>

using namespace archipelago;

namespace {

// How many of n equal parts of an axis hold a point.
std::size_t parts_hit(const std::vector<UnitPoint>& points, std::size_t axis, std::size_t parts) {
  std::set<std::size_t> hit;
  for (const auto& point : points) hit.insert(static_cast<std::size_t>(point[axis] * static_cast<double>(parts)));
  return hit.size();
}

} // namespace

TEST_CASE("a Latin hypercube has one point in each part of each axis, the same for the same seed") {
  rc::prop("stratified", [] {
    const auto n = *rc::gen::inRange<std::size_t>(1, 60), axes = *rc::gen::inRange<std::size_t>(1, 6);
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const auto points = latin_hypercube(n, axes, seed);
    for (std::size_t axis = 0; axis < axes; ++axis) RC_ASSERT(parts_hit(points, axis, n) == n);
    RC_ASSERT(points == latin_hypercube(n, axes, seed));
  });
  CHECK(latin_hypercube(8, 2, 1) != latin_hypercube(8, 2, 2));
}

TEST_CASE("Sobol points lie inside, fill every axis evenly, and more points leave the first ones") {
  const auto few = sobol_points(64, 5), many = sobol_points(128, 5);
  for (std::size_t i = 0; i < few.size(); ++i) CHECK(few[i] == many[i]);
  for (const auto& point : many) for (double x : point) CHECK((x > 0 && x < 1));
  // Half of the first 2^k points lie in each half of each axis, and a quarter in each quarter of each pair, but for the origin that is left out.
  for (std::size_t axis = 0; axis < 5; ++axis) CHECK(parts_hit(many, axis, 64) >= 63);
  // The mean of x y over the square is 1/4: the error falls almost like 1/n.
  double sum = 0;
  for (const auto& point : sobol_points(4096, 2)) sum += point[0] * point[1];
  CHECK(sum / 4096 == Approx(0.25).margin(5e-4));
}
