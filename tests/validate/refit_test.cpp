#include "sim/validate/refit.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace archipelago;

TEST_CASE("compass search finds the minimum of a slanted valley") {
  const Errors valley = [](const std::vector<std::vector<double>>& candidates) {
    std::vector<double> errors;
    for (const auto& x : candidates)
      errors.push_back(std::pow(x[0] - 8, 2) + std::pow(x[1] - 12.5, 2) + 0.5 * (x[0] - 8) * (x[1] - 12.5));
    return std::optional(errors);
  };
  const auto best = least_error({{10, 20}, {2, 3}, 0.001}, valley);
  REQUIRE(best);
  CHECK(best->constants[0] == Approx(8).margin(0.02));
  CHECK(best->constants[1] == Approx(12.5).margin(0.02));
  CHECK(best->error < 1e-3);
}

TEST_CASE("compass search never leaves the positive numbers and stops when interrupted") {
  const Errors falling = [](const std::vector<std::vector<double>>& candidates) {
    std::vector<double> errors;
    for (const auto& x : candidates) {
      REQUIRE(x[0] > 0);
      errors.push_back(x[0]);
    }
    return std::optional(errors);
  };
  const auto best = least_error({{1}, {0.4}, 0.01}, falling);
  REQUIRE(best);
  CHECK(best->constants[0] < 0.01);
  CHECK_FALSE(least_error({{1}, {1}, 0.01}, [](const auto&) { return std::nullopt; }));
}
