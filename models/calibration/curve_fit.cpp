#include "models/calibration/curve_fit.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr int curve_rounds = 10;
constexpr double curve_core = 0.1, curve_size_weight = 0.01;   // data types of one size differ by up to a quarter: their mean, not either

Eigen::MatrixXd smoothness(int knots, double stiffness) {
  Eigen::MatrixXd normal = Eigen::MatrixXd::Identity(knots, knots) * curve_size_weight;
  for (int knot = 0; knot + 2 < knots; ++knot) {
    Eigen::VectorXd bend = Eigen::VectorXd::Zero(knots);
    bend.segment<3>(knot) << 1, -2, 1;
    normal += stiffness * bend * bend.transpose();
  }
  return normal;
}

} // namespace

LogCurve fit_curve(const std::vector<CurveRow>& rows, double stiffness) {
  const auto [low, high] = std::minmax_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.log2_size < b.log2_size; });
  const double octaves = high->log2_size - low->log2_size;
  const int n = std::clamp(static_cast<int>(std::lround(octaves)) + 1, 2, static_cast<int>(LogCurve::most_knots));
  LogCurve curve;
  curve.first = std::floor(1000 * low->log2_size) / 1000;
  curve.step = std::max(std::ceil(1000 * octaves / (n - 1)) / 1000, 0.001);
  const Eigen::MatrixXd smooth = smoothness(n, stiffness);
  Eigen::VectorXd values = Eigen::VectorXd::Zero(n);
  for (int round = 0; round < curve_rounds; ++round) {
    Eigen::MatrixXd normal = smooth;
    Eigen::VectorXd right = Eigen::VectorXd::Zero(n);
    for (const CurveRow& row : rows) {
      const double place = std::clamp((row.log2_size - curve.first) / curve.step, 0.0, n - 1.0);
      const int knot = std::min(static_cast<int>(place), n - 2);
      const Eigen::Vector2d share(1 - (place - knot), place - knot);
      const double weight = 1 / std::max(std::abs(row.log_ratio - share.dot(values.segment<2>(knot))), curve_core);
      normal.block<2, 2>(knot, knot) += weight * share * share.transpose();
      right.segment<2>(knot) += weight * row.log_ratio * share;
    }
    values = normal.llt().solve(right);
  }
  for (const double value : values) curve.values.push_back(static_cast<float>(std::round(value * 1000) / 1000));
  return curve;
}

} // namespace archipelago
