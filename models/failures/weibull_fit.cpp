#include "models/failures/weibull_fit.hpp"

#include <boost/math/tools/roots.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace archipelago {

namespace {

std::vector<double> logarithms_of_positive(const std::vector<double>& seconds) {
  std::vector<double> logs;
  for (const double x : seconds)
    if (x > 0) logs.push_back(std::log(x));
  return logs;
}

struct Moments { double mean = 0, deviation = 0; };
Moments moments_of(const std::vector<double>& values) {
  Moments m;
  for (const double v : values) m.mean += v;
  m.mean /= static_cast<double>(values.size());
  for (const double v : values) m.deviation += (v - m.mean) * (v - m.mean);
  m.deviation = std::sqrt(m.deviation / static_cast<double>(values.size()));
  return m;
}

bool enough(const std::vector<double>& logs, const Moments& moments) { return logs.size() >= 3 && moments.deviation > 1e-12; }

} // namespace

std::optional<WeibullFit> fit_weibull(const std::vector<double>& seconds) {
  const std::vector<double> logs = logarithms_of_positive(seconds);
  if (logs.size() < 3) return std::nullopt;
  const Moments moments = moments_of(logs);
  if (!enough(logs, moments)) return std::nullopt;
  const double top = *std::max_element(logs.begin(), logs.end());
  // Logarithms relative to the largest: x^k neither over- nor underflows.
  const auto score = [&](double k) {
    double powers = 0, weighted = 0;
    for (const double log : logs) {
      const double power = std::exp(k * (log - top));
      powers += power;
      weighted += power * log;
    }
    return weighted / powers - 1 / k - moments.mean;
  };
  const double guess = std::numbers::pi / std::sqrt(6.0) / moments.deviation;      // the deviation of a log-Weibull is pi / (k sqrt 6)
  std::uintmax_t steps = 200;
  const auto [low, high] = boost::math::tools::bracket_and_solve_root(score, guess, 2.0, true, boost::math::tools::eps_tolerance<double>(40), steps);
  const double k = 0.5 * (low + high), n = static_cast<double>(logs.size());
  double powers = 0;
  for (const double log : logs) powers += std::exp(k * (log - top));
  const double scale = std::exp(top + std::log(powers / n) / k);
  const double half = 1.6449 * 0.7797 * k / std::sqrt(n);
  return WeibullFit{Law{Law::Kind::weibull, Seconds(scale), k}, {k - half, k + half}, logs.size()};
}

std::optional<Law> fit_lognormal(const std::vector<double>& seconds) {
  const std::vector<double> logs = logarithms_of_positive(seconds);
  if (logs.size() < 3) return std::nullopt;
  const Moments moments = moments_of(logs);
  if (!enough(logs, moments)) return std::nullopt;
  return Law{Law::Kind::lognormal, Seconds(std::exp(moments.mean)), moments.deviation};
}

double log_likelihood(const Law& law, const std::vector<double>& seconds) {
  double sum = 0;
  for (const double x : seconds) {
    if (x <= 0) continue;
    if (law.kind == Law::Kind::lognormal) {
      const double z = std::log(x / law.scale.value) / law.shape;
      sum += -0.5 * z * z - std::log(x * law.shape * std::sqrt(2 * std::numbers::pi));
    } else {
      const double ratio = x / law.scale.value;
      sum += std::log(law.shape / x) + law.shape * std::log(ratio) - std::pow(ratio, law.shape);
    }
  }
  return sum;
}

double kolmogorov_distance(const Law& law, std::vector<double> seconds) {
  std::erase_if(seconds, [](double x) { return x <= 0; });
  std::sort(seconds.begin(), seconds.end());
  const double n = static_cast<double>(seconds.size());
  double distance = 0;
  for (std::size_t i = 0; i < seconds.size();) {
    std::size_t next = i;
    while (next < seconds.size() && seconds[next] == seconds[i]) ++next;            // equal times (whole minutes) are one step of F_n
    const double cdf = law.cdf(Seconds(seconds[i]));
    distance = std::max({distance, cdf - static_cast<double>(i) / n, static_cast<double>(next) / n - cdf});
    i = next;
  }
  return distance;
}

} // namespace archipelago
