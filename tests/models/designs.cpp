#include "models/statistics/designs.hpp"
#include "models/statistics/morris.hpp"

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

TEST_CASE("a Morris trajectory moves each axis once, by two thirds of its range, and stays inside") {
  rc::prop("walk", [] {
    const auto axes = *rc::gen::inRange<std::size_t>(1, 8);
    for (const MorrisTrajectory& trajectory : morris_trajectories(3, axes, *rc::gen::arbitrary<std::uint64_t>())) {
      RC_ASSERT(trajectory.points.size() == axes + 1);
      RC_ASSERT(std::set<std::size_t>(trajectory.moved.begin(), trajectory.moved.end()).size() == axes);
      for (std::size_t i = 0; i < axes; ++i)
        for (std::size_t a = 0; a < axes; ++a) {
          const double change = trajectory.points[i + 1][a] - trajectory.points[i][a];
          RC_ASSERT(std::abs(change - (a == trajectory.moved[i] ? trajectory.by[i] : 0)) < 1e-12);
          RC_ASSERT(trajectory.points[i + 1][a] > -1e-12 && trajectory.points[i + 1][a] < 1 + 1e-12);
        }
    }
  });
}

TEST_CASE("elementary effects of a linear function are its slopes") {
  const double slope[] = {3, -1, 0};
  for (const MorrisTrajectory& trajectory : morris_trajectories(5, 3, 4))
    for (std::size_t i = 0; i < 3; ++i) {
      double change = 0;
      for (std::size_t a = 0; a < 3; ++a) change += slope[a] * (trajectory.points[i + 1][a] - trajectory.points[i][a]);
      CHECK(change / trajectory.by[i] == Approx(slope[trajectory.moved[i]]));
    }
}
