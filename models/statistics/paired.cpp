#include "models/statistics/paired.hpp"

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

} // namespace archipelago
