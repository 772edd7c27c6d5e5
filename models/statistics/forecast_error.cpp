#include "models/statistics/forecast_error.hpp"

#include <Eigen/Dense>

#include <cmath>
#include <limits>

namespace archipelago {

namespace {

constexpr double penalties[] = {0.1, 0.5, 2, 10, 50, 1e9};   // of features between 0 and 1; the last leaves the offset alone

} // namespace

double ForecastError::at(const Features& point) const {
  double error = offset;
  for (std::size_t k = 0; k < effects.size(); ++k) error += effects[k] * point[k];
  return error;
}

ForecastError fit_forecast_error(const std::vector<Features>& points, const std::vector<double>& errors) {
  ForecastError best;
  best.known = errors.size();
  if (errors.size() < 2) return best;
  const auto rows = static_cast<Eigen::Index>(errors.size()), columns = static_cast<Eigen::Index>(points.front().size());
  Eigen::MatrixXd x(rows, columns);
  Eigen::VectorXd y(rows);
  for (Eigen::Index i = 0; i < rows; ++i) {
    y(i) = errors[static_cast<std::size_t>(i)];
    for (Eigen::Index k = 0; k < columns; ++k) x(i, k) = points[static_cast<std::size_t>(i)][static_cast<std::size_t>(k)];
  }
  const Eigen::RowVectorXd middle = x.colwise().mean();
  const double mean = y.mean();
  x.rowwise() -= middle;
  y.array() -= mean;
  const Eigen::MatrixXd gram = x.transpose() * x;
  best.spread = std::numeric_limits<double>::infinity();
  for (const double penalty : penalties) {
    const Eigen::LDLT<Eigen::MatrixXd> solver(gram + penalty * Eigen::MatrixXd::Identity(columns, columns));
    const Eigen::VectorXd effects = solver.solve(x.transpose() * y);
    const Eigen::VectorXd rest = y - x * effects;
    const Eigen::MatrixXd half = solver.solve(x.transpose());
    double sum = 0;                           // the error at a point when it is left out is its rest / (1 - leverage)
    for (Eigen::Index i = 0; i < rows; ++i) {
      const double leverage = 1.0 / static_cast<double>(rows) + x.row(i).dot(half.col(i));
      sum += std::pow(rest(i) / std::max(1e-3, 1 - leverage), 2);
    }
    const double spread = std::sqrt(sum / static_cast<double>(rows));
    if (!(spread < best.spread * (1 - 1e-9))) continue;
    best.spread = spread;
    best.effects.assign(effects.data(), effects.data() + effects.size());
    best.offset = mean - (columns ? middle.dot(effects) : 0.0);
  }
  return best;
}

} // namespace archipelago
