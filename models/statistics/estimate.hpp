// A mean with the interval it can be trusted to.
//
//   Student: mean +- t(n-1, (1+c)/2) s / sqrt(n), for independent replications whose means are near normal
//   bootstrap: percentile interval of resampled means (Efron 1979), for few or skewed samples; its draws come from a
//   keyed stream, so the same samples give the same interval
//
// One sample has a mean but no interval. Confidence is the two-sided coverage, 0.90 where a result says ci90.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace archipelago {

struct Interval {
  double low = 0, high = 0;
  double half_width() const { return 0.5 * (high - low); }
  bool contains(double value) const { return low <= value && value <= high; }
};

struct Estimate {
  double mean = 0;
  double deviation = 0;                       // sample standard deviation, n - 1 in the denominator
  std::size_t n = 0;
  std::optional<Interval> interval;
};

Estimate student_estimate(const std::vector<double>& samples, double confidence = 0.90);   // at least one sample

std::optional<Interval> bootstrap_interval(const std::vector<double>& samples, std::uint64_t seed, double confidence = 0.90,
                                           std::size_t resamples = 2000);

} // namespace archipelago
