#include "models/statistics/pareto.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

bool dominates(const Objectives& a, const Objectives& b) {
  bool better = false;
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (a[k] > b[k]) return false;
    better = better || a[k] < b[k];
  }
  return better;
}

std::vector<std::vector<std::size_t>> pareto_layers(const std::vector<Objectives>& points, std::size_t enough) {
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (std::all_of(points[i].begin(), points[i].end(), [](double value) { return std::isfinite(value); })) left.push_back(i);
  // In this order a point is dominated by earlier ones only, and what dominates it is itself in the layer or dominated by it.
  std::stable_sort(left.begin(), left.end(), [&](std::size_t a, std::size_t b) { return points[a] < points[b]; });
  std::vector<std::vector<std::size_t>> layers;
  for (std::size_t taken = 0; !left.empty() && taken < enough;) {
    auto& layer = layers.emplace_back();
    std::vector<std::size_t> rest;
    for (const std::size_t i : left) {
      const bool beaten = std::any_of(layer.begin(), layer.end(), [&](std::size_t j) { return dominates(points[j], points[i]); });
      (beaten ? rest : layer).push_back(i);
    }
    taken += layer.size();
    left = std::move(rest);
  }
  return layers;
}

} // namespace archipelago
