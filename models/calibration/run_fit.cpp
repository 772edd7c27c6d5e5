#include "models/calibration/run_fit.hpp"

#include "models/calibration/rate_trend.hpp"
#include "models/calibration/run_parameters.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr int most_iterations = 30, loose_iterations = 5, most_halvings = 4;
constexpr double loosened = 0.01, alike = 0.25;   // of scales
constexpr double noise = 0.01, huber = 2;     // of ln(predicted / measured); in units of the noise
constexpr double converged = 0.002;           // largest move, in scales of the expectation
constexpr double no_effect = 1e-3;            // of a line, in units of the noise, when a constant moves by its scale

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

struct Fit {
  std::vector<double> values;
  double cost = 0;
  Matrix slopes;                              // of residuals, by line and parameter
  Matrix spread;                              // covariance, the expectation included in full
};

class Fitter {
public:
  Fitter(const std::vector<RunLine>& lines, const PredictLines& predict) : lines_(lines), predict_(predict) {}

  // From expectation, and from where the measurements alone lead: a heavy tail leaves a hollow at each end.
  Fit fit(const std::vector<RunParameter>& parameters, const std::vector<double>& start) {
    parameters_ = &parameters;
    const Fit near = descend(start, most_iterations);
    loose_ = loosened;
    const std::vector<double> far = descend(start, loose_iterations).values;
    loose_ = 1;
    if (same(near.values, far)) return near;
    const Fit other = descend(far, most_iterations);
    return other.cost < near.cost ? other : near;
  }

private:
  Fit descend(std::vector<double> start, int iterations) const {
    Fit fit;
    fit.values = std::move(start);
    Vector residual;
    differentiate(fit, residual);
    // Slopes are carried along by Broyden's update, and taken anew only where a move along them does not help.
    bool fresh = true;
    for (int iteration = 0; iteration < iterations; ++iteration) {
      if (advance(fit, residual, step(fit, residual))) {
        fresh = false;
      } else {
        if (fresh) break;
        differentiate(fit, residual);
        fresh = true;
      }
    }
    if (!fresh) differentiate(fit, residual);
    fit.cost = cost(fit.values, residual);
    fit.spread = normal(fit, residual, false).ldlt().solve(Matrix::Identity(size(), size())) * std::max(1.0, scatter(residual));
    return fit;
  }

  bool same(const std::vector<double>& a, const std::vector<double>& b) const {
    for (std::size_t j = 0; j < a.size(); ++j)
      if (std::abs(a[j] - b[j]) > alike * (*parameters_)[j].scale) return false;
    return true;
  }

  Eigen::Index size() const { return static_cast<Eigen::Index>(parameters_->size()); }
  const RunParameter& parameter(Eigen::Index j) const { return (*parameters_)[static_cast<std::size_t>(j)]; }
  static double at(const Fit& fit, Eigen::Index j) { return fit.values[static_cast<std::size_t>(j)]; }

  Vector residual_of(const std::vector<double>& predicted) const {
    Vector residual = Vector::Zero(static_cast<Eigen::Index>(lines_.size()));
    for (std::size_t i = 0; i < lines_.size(); ++i)
      if (!lines_[i].left_out) residual[static_cast<Eigen::Index>(i)] = std::log(predicted[i] / lines_[i].measured) / noise;
    return residual;
  }

  void differentiate(Fit& fit, Vector& residual) const {
    std::vector<JobConstants> candidates{to_constants(*parameters_, fit.values)};
    for (Eigen::Index j = 0; j < size(); ++j) {
      std::vector<double> moved = fit.values;
      moved[static_cast<std::size_t>(j)] += parameter(j).difference;
      candidates.push_back(to_constants(*parameters_, moved));
    }
    const auto predicted = predict_(candidates);
    residual = residual_of(predicted[0]);
    fit.slopes.resize(residual.size(), size());
    for (Eigen::Index j = 0; j < size(); ++j)
      fit.slopes.col(j) = (residual_of(predicted[static_cast<std::size_t>(j) + 1]) - residual) / parameter(j).difference;
  }

  // What is expected yields with the distance where its tail is heavy; `yields` false asks what it was before.
  Matrix normal(const Fit& fit, const Vector& residual, bool yields) const {
    Matrix out = fit.slopes.transpose() * weights(residual).asDiagonal() * fit.slopes;
    for (Eigen::Index j = 0; j < size(); ++j) out(j, j) += pull(fit, j, yields);
    return out;
  }
  double pull(const Fit& fit, Eigen::Index j, bool yields) const {
    const RunParameter& p = parameter(j);
    const double away = (at(fit, j) - p.neutral) / p.scale;
    return (p.heavy ? loose_ : 1) / (p.scale * p.scale) / (yields && p.heavy ? 1 + away * away : 1);
  }
  static Vector weights(const Vector& residual) { return residual.unaryExpr([](double r) { return std::min(1.0, huber / std::max(std::abs(r), 1e-9)); }); }
  double scatter(const Vector& residual) const {
    double sum = 0, count = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].left_out) continue;
      const double r = std::abs(residual[static_cast<Eigen::Index>(i)]);
      sum += std::min(r, huber) * r;
      ++count;
    }
    return count > 0 ? sum / count : 1;
  }

  Vector step(const Fit& fit, const Vector& residual) const {
    Vector right = -fit.slopes.transpose() * weights(residual).cwiseProduct(residual);
    for (Eigen::Index j = 0; j < size(); ++j) right[j] -= pull(fit, j, true) * (at(fit, j) - parameter(j).neutral);
    Vector move = normal(fit, residual, true).ldlt().solve(right);
    for (Eigen::Index j = 0; j < size(); ++j) move[j] = std::clamp(move[j], -parameter(j).longest, parameter(j).longest);
    return move;
  }

  double cost(const std::vector<double>& values, const Vector& residual) const {
    double sum = 0;
    for (const double r : residual) sum += std::abs(r) < huber ? 0.5 * r * r : huber * (std::abs(r) - 0.5 * huber);
    for (std::size_t j = 0; j < values.size(); ++j) {
      const RunParameter& p = (*parameters_)[j];
      const double away = (values[j] - p.neutral) / p.scale;
      sum += 0.5 * (p.heavy ? loose_ * std::log1p(away * away) : away * away);
    }
    return sum;
  }

  // Halves the move until it lowers the cost; false when it does not, or hardly moves.
  bool advance(Fit& fit, Vector& residual, Vector move) const {
    const double before = cost(fit.values, residual);
    for (int halving = 0; halving <= most_halvings; ++halving, move /= 2) {
      std::vector<double> moved = fit.values;
      Vector moves(size());                   // in scales
      for (std::size_t j = 0; j < moved.size(); ++j) {
        const RunParameter& p = (*parameters_)[j];
        moved[j] = std::clamp(moved[j] + move[static_cast<Eigen::Index>(j)], p.low, p.high);
        moves[static_cast<Eigen::Index>(j)] = (moved[j] - fit.values[j]) / p.scale;
      }
      if (moves.cwiseAbs().maxCoeff() < converged) return false;
      const Vector there = residual_of(predict_({to_constants(*parameters_, moved)})[0]);
      if (cost(moved, there) >= before) continue;
      Vector scales(size());
      for (Eigen::Index j = 0; j < size(); ++j) scales[j] = parameter(j).scale;
      const Vector missed = there - residual - fit.slopes * moves.cwiseProduct(scales);
      fit.slopes += missed * moves.cwiseQuotient(scales).transpose() / moves.squaredNorm();
      fit.values = moved;
      residual = there;
      return true;
    }
    return false;
  }

  const std::vector<RunLine>& lines_;
  const PredictLines& predict_;
  const std::vector<RunParameter>* parameters_ = nullptr;
  double loose_ = 1;                          // weight of expectations with a heavy tail
};

std::vector<std::size_t> lines_moved(const Fit& fit, std::size_t j, double scale) {
  std::vector<std::size_t> moved;
  for (Eigen::Index i = 0; i < fit.slopes.rows(); ++i)
    if (std::abs(fit.slopes(i, static_cast<Eigen::Index>(j))) * scale > no_effect) moved.push_back(static_cast<std::size_t>(i));
  return moved;
}

double deviation_of(const Fit& fit, std::size_t j) { return std::sqrt(fit.spread(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(j))); }

// All that nothing depends on; else the share that is known least, if too little: without it the others are known better.
// Times stay at what is likeliest: their expectation keeps them, and none at all would put their part on the links.
std::vector<bool> to_refuse(const std::vector<RunParameter>& parameters, const Fit& fit) {
  std::vector<bool> refused(parameters.size(), false);
  for (std::size_t j = 0; j < parameters.size(); ++j) refused[j] = lines_moved(fit, j, parameters[j].scale).empty();
  if (std::find(refused.begin(), refused.end(), true) != refused.end()) return refused;
  std::optional<std::size_t> worst;
  const auto openness = [&](std::size_t j) { return deviation_of(fit, j) / parameters[j].scale; };
  for (std::size_t j = 0; j < parameters.size(); ++j)
    if (!parameters[j].is_time() && !parameters[j].narrowed(fit.values[j], deviation_of(fit, j)) && (!worst || openness(j) > openness(*worst))) worst = j;
  if (worst) refused[*worst] = true;
  return refused;
}

} // namespace

RunFit fit_runs(const std::vector<RunLine>& lines, const std::vector<BytesPerSecond>& rates, const PredictLines& predict) {
  RunFit out;
  Fitter fitter(lines, predict);
  const auto all = run_parameters(rates);
  std::vector<RunParameter> parameters = all;
  std::vector<double> start;
  for (const RunParameter& parameter : parameters) start.push_back(parameter.neutral);
  Fit fit = fitter.fit(parameters, start);
  for (std::vector<bool> drop = to_refuse(parameters, fit); std::find(drop.begin(), drop.end(), true) != drop.end(); drop = to_refuse(parameters, fit)) {
    std::vector<RunParameter> kept;
    start.clear();
    for (std::size_t j = 0; j < parameters.size(); ++j) {
      if (drop[j]) out.refusals.push_back(refusal_of(parameters[j], !lines_moved(fit, j, parameters[j].scale).empty(), all));
      else kept.push_back(parameters[j]), start.push_back(fit.values[j]);
    }
    parameters = kept;
    if (parameters.empty()) break;
    fit = fitter.fit(parameters, start);
  }
  for (std::size_t j = 0; j < parameters.size(); ++j) {
    const RunParameter& p = parameters[j];
    const double deviation = deviation_of(fit, j);
    const RunConstant constant{p.kind, p.kind == ConstantKind::link_efficiency ? std::optional(p.rate) : std::nullopt, fit.values[j], deviation,
                               !p.identified(fit.values[j], deviation), lines_moved(fit, j, p.scale)};
    if (p.narrowed(fit.values[j], deviation)) {
      out.fitted.push_back(constant);
    } else {
      out.refusals.push_back(refusal_of(p, true, all));
      out.assumed.push_back(constant);
    }
  }
  out.constants = to_constants(parameters, fit.values);
  for (const RunParameter& p : all)
    if (p.neutral > 0 && p.is_time() && std::none_of(parameters.begin(), parameters.end(), [&](const RunParameter& kept) { return kept.kind == p.kind; })) {
      (p.kind == ConstantKind::start_up ? out.constants.start_up : out.constants.sync_overhead) = Seconds(p.neutral);
      out.assumed.push_back({p.kind, std::nullopt, p.neutral, p.scale, true, {}});
    }
  RateEfficiencies curve;
  for (const TrendPoint& trend : with_trend(out.constants.link_efficiency)) curve.push_back(trend.point);
  out.constants.link_efficiency = curve;
  out.predicted = predict({out.constants})[0];
  return out;
}

} // namespace archipelago
