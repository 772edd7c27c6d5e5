#include "models/calibration/grid_fit.hpp"

#include <Eigen/SparseCholesky>

#include <algorithm>
#include <cmath>
#include <map>

namespace archipelago {

namespace {

constexpr int grid_rounds = 10;
constexpr double grid_core = 0.02;
constexpr double curvature_weight = 1.0, slope_weight = 0.05, grid_size_weight = 0.01;
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

using Terms = std::vector<Eigen::Triplet<double>>;   // of a quadratic form; those of one place add up

// Adds weight x (stencil . values)^2 to the quadratic form: one half of its symmetric matrix, as nodes rise.
template <std::size_t points> void add_square(Terms& normal, const std::array<int, points>& node, const std::array<double, points>& stencil, double weight) {
  for (std::size_t a = 0; a < points; ++a)
    for (std::size_t b = 0; b <= a; ++b) normal.emplace_back(node[a], node[b], weight * stencil[a] * stencil[b]);
}

Terms smoothness() {
  Terms normal;
  for (int node = 0; node < size; ++node) normal.emplace_back(node, node, grid_size_weight);
  for (const int stride : {n * n, n, 1})
    for (int node = 0; node < size; ++node) {
      const int along = node / stride % n;
      if (along + 1 < n) add_square<2>(normal, {node, node + stride}, {1, -1}, slope_weight);
      if (along + 2 < n) add_square<3>(normal, {node, node + stride, node + 2 * stride}, {1, -2, 1}, curvature_weight);
    }
  return normal;
}

// What all rows between the same eight nodes add to the matrix.
struct CellSum {
  std::array<std::size_t, 8> node;
  std::array<std::array<double, 8>, 8> sum{};
};

} // namespace

LogGrid fit_grid(const std::vector<GridRow>& rows) {
  LogGrid grid;
  grid.axes = axes_over(rows);
  std::vector<LogGrid::Corners> corners;
  corners.reserve(rows.size());
  for (const GridRow& row : rows) corners.push_back(grid.corners(row.place[0], row.place[1], row.place[2]));

  // Each node is tied to its neighbours only: most of the matrix is zero, at the same places in each round.
  const Terms smooth = smoothness();
  Eigen::SparseMatrix<double> matrix(size, size);
  Eigen::SimplicialLLT<Eigen::SparseMatrix<double>> solver;
  Eigen::VectorXd values = Eigen::VectorXd::Zero(size);
  for (int round = 0; round < grid_rounds; ++round) {
    std::map<std::size_t, CellSum> cells;
    Eigen::VectorXd right = Eigen::VectorXd::Zero(size);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      double fitted = 0;
      for (std::size_t a = 0; a < 8; ++a) fitted += corners[i].weight[a] * values[static_cast<int>(corners[i].node[a])];
      const double weight = 1 / std::max(std::abs(rows[i].log_ratio - fitted), grid_core);
      CellSum& cell = cells.try_emplace(corners[i].node[0], CellSum{corners[i].node, {}}).first->second;
      for (std::size_t a = 0; a < 8; ++a) {
        right[static_cast<int>(corners[i].node[a])] += weight * corners[i].weight[a] * rows[i].log_ratio;
        for (std::size_t b = 0; b <= a; ++b) cell.sum[a][b] += weight * corners[i].weight[a] * corners[i].weight[b];
      }
    }
    Terms normal = smooth;
    for (const auto& [first, cell] : cells)
      for (std::size_t a = 0; a < 8; ++a)
        for (std::size_t b = 0; b <= a; ++b) normal.emplace_back(static_cast<int>(cell.node[a]), static_cast<int>(cell.node[b]), cell.sum[a][b]);
    matrix.setFromTriplets(normal.begin(), normal.end());
    if (round == 0) solver.analyzePattern(matrix);
    solver.factorize(matrix);
    values = solver.solve(right);
  }
  grid.values.resize(LogGrid::size);
  for (int i = 0; i < size; ++i) grid.values[static_cast<std::size_t>(i)] = static_cast<float>(std::round(values[i] * 1000) / 1000);
  return grid;
}

} // namespace archipelago
