#include "models/calibration/beliefs.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {
constexpr double band_edge = 1.2816;          // standard deviations from the median to the 10th or 90th percentile
constexpr double error_of_deviation = 0.798;  // mean absolute value of a standard normal
} // namespace

double deviation_of(const Residual& residual) { return std::log(residual.high / residual.low) / (2 * band_edge); }

Residual residual_of_deviation(double deviation, std::string basis) {
  return {error_of_deviation * deviation, std::exp(-band_edge * deviation), std::exp(band_edge * deviation), 0, std::move(basis)};
}

Belief belief_of(std::string name, const Residual& residual, double shape) {
  const double deviation = deviation_of(residual), kept = std::min(shape, 0.9 * deviation);
  return {std::move(name), std::sqrt(deviation * deviation - kept * kept), kept};
}

double narrowed(const Belief& prior, double level_kept) { return std::hypot(prior.level * std::sqrt(level_kept), prior.shape); }

Beliefs::Beliefs(std::vector<Belief> priors) : priors_(std::move(priors)), mean_(priors_.size()), covariance_(priors_.size() * priors_.size()) {
  for (std::size_t i = 0; i < size(); ++i) covariance(i, i) = priors_[i].level * priors_[i].level;
}

void Beliefs::observe(const std::vector<double>& weights, double log_ratio, double noise) {
  std::vector<double> along(size());          // C w
  double variance = noise * noise;
  for (std::size_t i = 0; i < size(); ++i) {
    for (std::size_t j = 0; j < size(); ++j) along[i] += covariance(i, j) * weights[j];
    variance += weights[i] * along[i];
  }
  for (std::size_t i = 0; i < size(); ++i) {
    mean_[i] += along[i] / variance * log_ratio;
    for (std::size_t j = 0; j < size(); ++j) covariance(i, j) -= along[i] * along[j] / variance;
  }
}

double Beliefs::level(std::size_t i) const { return std::sqrt(std::max(covariance_[i * size() + i], 0.0)); }

double Beliefs::deviation(std::size_t i) const { return std::hypot(level(i), priors_[i].shape); }

double Beliefs::level_kept(std::size_t i) const { return std::pow(level(i) / priors_[i].level, 2); }

bool Beliefs::learned(std::size_t i) const { return level(i) < 0.99 * priors_[i].level; }

} // namespace archipelago
