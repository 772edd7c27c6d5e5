// The least setting of a knob that reaches a wanted figure, where more of the knob never makes the figure worse.
//
// The figure comes from simulations that run in batches, so a probe may not know its answer yet. A search is then asked
// again from its beginning once more answers are there: it is a pure function of what the probe knows, and all cells of a
// table advance together, one batch per round.
#pragma once

#include <functional>
#include <optional>
#include <vector>

namespace archipelago {

using Probe = std::function<std::optional<double>(double setting)>;   // the figure at a setting; absent: not known yet

// Smallest point of an ascending grid whose figure is at least `wanted`, by halving: log2(n) probes. The last point when none
// reaches it, as the published tables do ("1000+").
std::optional<double> least_on_grid(const std::vector<double>& grid, double wanted, const Probe& figure);

struct Bracket {
  double low = 0, high = 0;   // positive; the answer lies between, or is one of the two
  double tolerance = 0.002;   // high / low - 1 at the end
};

// Halves the bracket's logarithm; the answer is its upper end, so it reaches the wanted figure.
std::optional<double> least_by_bisection(const Bracket& bracket, double wanted, const Probe& figure);

// `points` values from low to high at a constant ratio.
std::vector<double> logarithmic_grid(double low, double high, int points);

}   // namespace archipelago
