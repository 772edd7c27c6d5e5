#include "models/statistics/paired.hpp"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>

#include <numeric>

namespace archipelago {

PairedDifference paired_difference(const std::vector<double>& a, const std::vector<double>& b, double confidence) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < a.size(); ++i) differences.push_back(a[i] - b[i]);
  PairedDifference result;
  result.difference = student_estimate(differences, confidence);
  const double base = std::accumulate(b.begin(), b.end(), 0.0) / static_cast<double>(b.size());
  if (base != 0) result.relative = result.difference.mean / base;
  return result;
}

PairedDifference independent_difference(const std::vector<double>& a, const std::vector<double>& b, double confidence) {
  const Estimate first = student_estimate(a, confidence), second = student_estimate(b, confidence);
  PairedDifference result;
  result.difference.mean = first.mean - second.mean;
  result.difference.n = std::min(a.size(), b.size());
  if (second.mean != 0) result.relative = result.difference.mean / second.mean;
  if (a.size() < 2 || b.size() < 2) return result;
  const auto na = static_cast<double>(a.size()), nb = static_cast<double>(b.size());
  const double va = first.deviation * first.deviation / na, vb = second.deviation * second.deviation / nb, variance = va + vb;
  double half_width = 0;
  if (variance > 0) {
    const double freedom = variance * variance / (va * va / (na - 1) + vb * vb / (nb - 1));
    half_width = boost::math::quantile(boost::math::students_t(freedom), 0.5 * (1 + confidence)) * std::sqrt(variance);
  }
  result.difference.deviation = std::sqrt(variance);
  result.difference.interval = Interval{result.difference.mean - half_width, result.difference.mean + half_width};
  return result;
}

} // namespace archipelago
