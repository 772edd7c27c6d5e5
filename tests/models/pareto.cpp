// Fronts and corrected forecasts (models/statistics).
#include "models/statistics/forecast_error.hpp"
#include "models/statistics/pareto.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <cmath>
#include <limits>

using namespace archipelago;

TEST_CASE("layers of a front") {
  const std::vector<Objectives> points{{1, 4}, {2, 2}, {4, 1}, {3, 3}, {2, 2}, {5, 5}, {0, std::nan("")}};
  const auto layers = pareto_layers(points, 6);
  REQUIRE(layers.size() == 3);
  CHECK(layers[0] == std::vector<std::size_t>{0, 1, 4, 2});   // equal points both stay
  CHECK(layers[1] == std::vector<std::size_t>{3});
  CHECK(layers[2] == std::vector<std::size_t>{5});
  CHECK(pareto_layers(points, 1).size() == 1);
  CHECK(pareto_layers({}, 1).empty());
}

TEST_CASE("nothing dominates the first layer, and something in it dominates every other point") {
  rc::prop("three objectives", [] {
    const auto rows = *rc::gen::container<std::vector<std::vector<int>>>(rc::gen::container<std::vector<int>>(3, rc::gen::inRange(0, 6)));
    std::vector<Objectives> points;
    for (const auto& row : rows) points.emplace_back(row.begin(), row.end());
    const auto layers = pareto_layers(points, 1);
    if (points.empty()) return;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const bool first = std::find(layers[0].begin(), layers[0].end(), i) != layers[0].end();
      bool beaten = false;
      for (const std::size_t j : layers[0]) beaten = beaten || dominates(points[j], points[i]);
      RC_ASSERT(first != beaten);
    }
  });
}

TEST_CASE("main effects of a forecast's error are found, and what is left is the spread") {
  std::vector<Features> points;
  std::vector<double> errors;
  for (int i = 0; i < 60; ++i) {
    const double a = i % 3 == 1, b = i % 4 == 2, noise = 0.01 * std::sin(17.0 * i);
    points.push_back({a, b});
    errors.push_back(0.5 + 2 * a - b + noise);
  }
  const ForecastError fit = fit_forecast_error(points, errors);
  CHECK(fit.at({0, 0}) == Approx(0.5).margin(0.02));
  CHECK(fit.at({1, 0}) == Approx(2.5).margin(0.02));
  CHECK(fit.at({1, 1}) == Approx(1.5).margin(0.02));
  CHECK(fit.spread > 0.005);
  CHECK(fit.spread < 0.015);                   // the noise has a root mean square of 0.007; fitting it and the penalty add to it
  CHECK(fit.known == 60);
}

TEST_CASE("effects that are noise alone are not believed") {
  std::vector<Features> points;
  std::vector<double> errors;
  for (int i = 0; i < 12; ++i) {
    Features one(8, 0);
    one[static_cast<std::size_t>(i) % 8] = 1;
    points.push_back(one);
    errors.push_back(1 + 0.1 * std::sin(29.0 * i * i));
  }
  const ForecastError fit = fit_forecast_error(points, errors);
  CHECK(std::abs(fit.at(points[3]) - 1) < 0.1);
  CHECK(fit_forecast_error({{1}}, {5}).at({1}) == 0);   // one point teaches nothing
  CHECK(fit_forecast_error({{}, {}}, {1, 3}).at({}) == Approx(2));
}
