#include "sim/validate/search.hpp"

#include <cmath>

namespace archipelago {

std::optional<double> least_on_grid(const std::vector<double>& grid, double wanted, const Probe& figure) {
  std::size_t from = 0, to = grid.size() - 1;   // the answer is in [from, to]
  while (from < to) {
    const std::size_t middle = from + (to - from) / 2;
    const auto value = figure(grid[middle]);
    if (!value) return std::nullopt;
    if (*value >= wanted) to = middle;
    else from = middle + 1;
  }
  return grid[from];
}

std::optional<double> least_by_bisection(const Bracket& bracket, double wanted, const Probe& figure) {
  double low = bracket.low, high = bracket.high;
  while (high > low * (1.0 + bracket.tolerance)) {
    const double middle = std::sqrt(low * high);
    const auto value = figure(middle);
    if (!value) return std::nullopt;
    (*value >= wanted ? high : low) = middle;
  }
  return high;
}

std::vector<double> logarithmic_grid(double low, double high, int points) {
  std::vector<double> grid;
  for (int k = 0; k < points; ++k) grid.push_back(low * std::pow(high / low, static_cast<double>(k) / (points - 1)));
  return grid;
}

}   // namespace archipelago
