#include "models/calibration/grid_fit.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr int rounds = 10;
constexpr double huber_core = 0.02;
constexpr double curvature_weight = 1.0, slope_weight = 0.05, size_weight = 0.01;
constexpr int n = LogGrid::nodes;
constexpr int size = static_cast<int>(LogGrid::size);

std::array<LogGrid::Axis, 3> axes_over(const std::vector<GridRow>& rows) {
  std::array<LogGrid::Axis, 3> axes;
  for (std::size_t d = 0; d < 3; ++d) {
    const auto [low, high] = std::minmax_element(rows.begin(), rows.end(),
                                                 [d](const auto& a, const auto& b) { return a.place[d] < b.place[d]; });
    const double span = high->place[d] - low->place[d];
    // Short decimals, so that a profile's text is short and reads back to the same table.
    const double step = std::ceil(1000 * span / (n - 1)) / 1000;
    axes[d] = {std::floor(1000 * low->place[d]) / 1000, std::max(step, 0.001)};
  }
  return axes;
}

// Adds weight x (stencil . values)^2 to the quadratic form.
template <std::size_t points>
void penalize(Eigen::MatrixXd& normal, const std::array<int, points>& node, const std::array<double, points>& stencil, double weight) {
  for (std::size_t a = 0; a < points; ++a)
    for (std::size_t b = 0; b < points; ++b) normal(node[a], node[b]) += weight * stencil[a] * stencil[b];
}

Eigen::MatrixXd smoothness() {
  Eigen::MatrixXd normal = Eigen::MatrixXd::Identity(size, size) * size_weight;
  for (const int stride : {n * n, n, 1})
    for (int node = 0; node < size; ++node) {
      const int along = node / stride % n;
      if (along + 1 < n) penalize<2>(normal, {node, node + stride}, {1, -1}, slope_weight);
      if (along + 2 < n) penalize<3>(normal, {node, node + stride, node + 2 * stride}, {1, -2, 1}, curvature_weight);
    }
  return normal;
}

} // namespace

LogGrid fit_grid(const std::vector<GridRow>& rows) {
  LogGrid grid;
  grid.axes = axes_over(rows);
  std::vector<LogGrid::Corners> corners;
  corners.reserve(rows.size());
  for (const GridRow& row : rows) corners.push_back(grid.corners(row.place[0], row.place[1], row.place[2]));

  const Eigen::MatrixXd smooth = smoothness();
  Eigen::VectorXd values = Eigen::VectorXd::Zero(size);
  for (int round = 0; round < rounds; ++round) {
    Eigen::MatrixXd normal = smooth;
    Eigen::VectorXd right = Eigen::VectorXd::Zero(size);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      double fitted = 0;
      for (std::size_t a = 0; a < 8; ++a) fitted += corners[i].weight[a] * values[static_cast<int>(corners[i].node[a])];
      const double weight = 1 / std::max(std::abs(rows[i].log_ratio - fitted), huber_core);
      for (std::size_t a = 0; a < 8; ++a) {
        const int row = static_cast<int>(corners[i].node[a]);
        right[row] += weight * corners[i].weight[a] * rows[i].log_ratio;
        for (std::size_t b = 0; b < 8; ++b)
          normal(row, static_cast<int>(corners[i].node[b])) += weight * corners[i].weight[a] * corners[i].weight[b];
      }
    }
    values = normal.llt().solve(right);
  }
  grid.values.resize(LogGrid::size);
  for (int i = 0; i < size; ++i) grid.values[static_cast<std::size_t>(i)] = static_cast<float>(std::round(values[i] * 1000) / 1000);
  return grid;
}

} // namespace archipelago
