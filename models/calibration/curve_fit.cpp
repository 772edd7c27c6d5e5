#include "models/calibration/curve_fit.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {
constexpr int rounds = 10, n = LogCurve::knots;
constexpr double huber_core = 0.02, curvature_weight = 0.5, size_weight = 0.01;
using Matrix = Eigen::Matrix<double, n, n>;
using Vector = Eigen::Matrix<double, n, 1>;

Matrix smoothness() {
  Matrix normal = Matrix::Identity() * size_weight;
  for (int knot = 0; knot + 2 < n; ++knot) {
    Vector bend = Vector::Zero();
    bend.segment<3>(knot) << 1, -2, 1;
    normal += curvature_weight * bend * bend.transpose();
  }
  return normal;
}
} // namespace

LogCurve fit_curve(const std::vector<CurveRow>& rows) {
  const auto [low, high] = std::minmax_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.log2_size < b.log2_size; });
  LogCurve curve;
  curve.first = std::floor(1000 * low->log2_size) / 1000;
  curve.step = std::max(std::ceil(1000 * (high->log2_size - low->log2_size) / (n - 1)) / 1000, 0.001);
  const Matrix smooth = smoothness();
  Vector values = Vector::Zero();
  for (int round = 0; round < rounds; ++round) {
    Matrix normal = smooth;
    Vector right = Vector::Zero();
    for (const CurveRow& row : rows) {
      const double place = std::clamp((row.log2_size - curve.first) / curve.step, 0.0, n - 1.0);
      const int knot = std::min(static_cast<int>(place), n - 2);
      Vector share = Vector::Zero();
      share[knot] = 1 - (place - knot);
      share[knot + 1] = place - knot;
      const double weight = 1 / std::max(std::abs(row.log_ratio - share.dot(values)), huber_core);
      normal += weight * share * share.transpose();
      right += weight * row.log_ratio * share;
    }
    values = normal.llt().solve(right);
  }
  for (const double value : values) curve.values.push_back(static_cast<float>(std::round(value * 1000) / 1000));
  return curve;
}

} // namespace archipelago
