#include "models/statistics/estimate.hpp"

#include "models/random.hpp"
#include "models/statistics/quantile.hpp"

#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <numeric>

namespace archipelago {

Estimate student_estimate(const std::vector<double>& samples, double confidence) {
  const double n = static_cast<double>(samples.size());
  Estimate estimate;
  estimate.n = samples.size();
  estimate.mean = std::accumulate(samples.begin(), samples.end(), 0.0) / n;
  if (samples.size() < 2) return estimate;

  double squares = 0;
  for (double sample : samples) squares += (sample - estimate.mean) * (sample - estimate.mean);
  estimate.deviation = std::sqrt(squares / (n - 1));
  const boost::math::students_t law(n - 1);
  const double reach = boost::math::quantile(law, 0.5 * (1 + confidence)) * estimate.deviation / std::sqrt(n);
  estimate.interval = Interval{estimate.mean - reach, estimate.mean + reach};
  return estimate;
}

std::optional<Interval> bootstrap_interval(const std::vector<double>& samples, std::uint64_t seed, double confidence,
                                           std::size_t resamples) {
  if (samples.size() < 2) return std::nullopt;
  const RandomStream stream(seed, entity_key("mean"), Purpose::bootstrap);
  const double n = static_cast<double>(samples.size());
  std::uint64_t draw = 0;
  std::vector<double> means;
  means.reserve(resamples);
  for (std::size_t k = 0; k < resamples; ++k) {
    double sum = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) sum += samples[static_cast<std::size_t>(stream.uniform(draw++) * n)];
    means.push_back(sum / n);
  }
  const double tail = 0.5 * (1 - confidence);
  return Interval{quantile(means, tail), quantile(means, 1 - tail)};
}

} // namespace archipelago
