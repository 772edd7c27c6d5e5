#include "sim/validate/search.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <set>

using namespace archipelago;

namespace {

// A rising figure such as a utilization: x / (1 + x).
double rising(double x) { return x / (1 + x); }

// Answers arrive one batch later than they are asked for, as simulations do.
struct SlowAnswers {
  std::set<double> known, wanted;
  int batches = 0;
  Probe probe() {
    return [this](double x) -> std::optional<double> {
      if (known.count(x)) return rising(x);
      wanted.insert(x);
      return std::nullopt;
    };
  }
  void play() {
    known.merge(wanted);
    wanted.clear();
    ++batches;
  }
};

}   // namespace

TEST_CASE("the published grid has 50 points at a constant ratio") {
  const auto grid = logarithmic_grid(0.1, 1000, 50);
  REQUIRE(grid.size() == 50);
  CHECK(grid.front() == Approx(0.1));
  CHECK(grid.back() == Approx(1000));
  for (std::size_t k = 1; k < grid.size(); ++k) CHECK(grid[k] / grid[k - 1] == Approx(1.20679).epsilon(1e-4));
}

TEST_CASE("the least grid point that reaches the wanted figure is found for every wanted figure") {
  const auto grid = logarithmic_grid(0.1, 1000, 50);
  for (const double wanted : {0.05, 0.1, 0.5, 0.8, 0.9, 0.95, 0.99}) {
    const auto found = least_on_grid(grid, wanted, [](double x) { return std::optional(rising(x)); });
    REQUIRE(found);
    CHECK(rising(*found) >= wanted);
    for (const double point : grid)
      if (point < *found) CHECK(rising(point) < wanted);
  }
}

TEST_CASE("a grid on which nothing suffices gives its last point") {
  CHECK(least_on_grid({1, 2, 4}, 0.99, [](double x) { return std::optional(rising(x)); }) == 4);
}

TEST_CASE("bisection ends above and within its tolerance of the exact setting") {
  for (const double wanted : {0.1, 0.5, 0.9, 0.99}) {
    const double exact = wanted / (1 - wanted);
    const auto found = least_by_bisection({1e-3, 1e3, 0.002}, wanted, [](double x) { return std::optional(rising(x)); });
    REQUIRE(found);
    CHECK(*found >= exact);
    CHECK(*found <= exact * 1.002);
  }
}

TEST_CASE("a search waits for answers, and asks for one new setting per batch") {
  SlowAnswers answers;
  const auto grid = logarithmic_grid(0.1, 1000, 50);
  std::optional<double> found;
  while (!(found = least_on_grid(grid, 0.9, answers.probe()))) {
    REQUIRE(answers.wanted.size() == 1);
    answers.play();
    REQUIRE(answers.batches <= 6);   // 2^6 > 50
  }
  CHECK(found == least_on_grid(grid, 0.9, [](double x) { return std::optional(rising(x)); }));
}
