// Quantiles: exact ones of samples at hand, and a sketch of streams too long to keep.
//
// Exact: linear interpolation between order statistics at (n-1)p (Hyndman & Fan 1996, type 7, the default of R and
// NumPy). Sketch: counts in buckets whose bounds grow by (1+e)/(1-e), e = 1 % (DDSketch, Masson et al. 2019): a quantile is
// within 1 % of a sample of that rank, the extremes are exact. Memory is at most 2,100 counters whatever the
// number of samples; values below 1e-9 count as that, values above 1e9 too.
#pragma once

#include <cstdint>
#include <vector>

namespace archipelago {

double quantile(std::vector<double> samples, double p);   // at least one sample, p in [0,1]

class QuantileSketch {
public:
  static constexpr double relative_error = 0.01;

  void add(double value, std::uint64_t times = 1);   // value >= 0
  void merge(const QuantileSketch& other);
  std::uint64_t count() const { return count_; }
  double mean() const { return count_ ? sum_ / static_cast<double>(count_) : 0.0; }
  double min() const { return min_; }
  double max() const { return max_; }
  double quantile(double p) const;            // 0 when nothing was added

private:
  void count_in(int bucket, std::uint64_t times);

  int first_bucket_ = 0;                      // number of counts_[0]
  std::vector<std::uint64_t> counts_;
  std::uint64_t count_ = 0;
  double sum_ = 0, min_ = 0, max_ = 0;
};

// Exact while there are few samples, the sketch beyond.
class QuantileStream {
public:
  static constexpr std::size_t kept = 4096;

  void add(double value, std::uint64_t times = 1);
  std::uint64_t count() const { return sketch_.count(); }
  double mean() const { return sketch_.mean(); }
  double max() const { return sketch_.max(); }
  double quantile(double p) const;            // 0 when nothing was added

private:
  std::vector<double> samples_;               // empty once there are more than are kept
  QuantileSketch sketch_;
};

} // namespace archipelago
