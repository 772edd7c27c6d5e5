#include "models/statistics/quantile.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

double quantile(std::vector<double> samples, double p) {
  const double rank = p * static_cast<double>(samples.size() - 1);
  const auto below = static_cast<std::ptrdiff_t>(rank);
  std::nth_element(samples.begin(), samples.begin() + below, samples.end());
  const double low = samples[static_cast<std::size_t>(below)];
  const double part = rank - static_cast<double>(below);
  if (part == 0) return low;
  return low + part * (*std::min_element(samples.begin() + below + 1, samples.end()) - low);
}

namespace {

constexpr double growth = (1 + QuantileSketch::relative_error) / (1 - QuantileSketch::relative_error);
constexpr double least = 1e-9, most = 1e9;
const double inverse_log_growth = 1 / std::log(growth);

int bucket_of(double value) { return static_cast<int>(std::ceil(std::log(std::clamp(value, least, most)) * inverse_log_growth)); }

// The value within relative_error of everything in (growth^(b-1), growth^b].
double value_of(int bucket) { return 2 * std::pow(growth, bucket) / (growth + 1); }

} // namespace

void QuantileSketch::count_in(int bucket, std::uint64_t times) {
  if (counts_.empty()) first_bucket_ = bucket;
  if (bucket < first_bucket_) {
    counts_.insert(counts_.begin(), static_cast<std::size_t>(first_bucket_ - bucket), 0);
    first_bucket_ = bucket;
  }
  const auto place = static_cast<std::size_t>(bucket - first_bucket_);
  if (place >= counts_.size()) counts_.resize(place + 1, 0);
  counts_[place] += times;
}

void QuantileSketch::add(double value, std::uint64_t times) {
  min_ = count_ ? std::min(min_, value) : value;
  max_ = count_ ? std::max(max_, value) : value;
  sum_ += value * static_cast<double>(times);
  count_ += times;
  count_in(bucket_of(value), times);
}

void QuantileSketch::merge(const QuantileSketch& other) {
  if (other.count_ == 0) return;
  min_ = count_ ? std::min(min_, other.min_) : other.min_;
  max_ = count_ ? std::max(max_, other.max_) : other.max_;
  sum_ += other.sum_;
  count_ += other.count_;
  for (std::size_t k = 0; k < other.counts_.size(); ++k)
    if (other.counts_[k]) count_in(other.first_bucket_ + static_cast<int>(k), other.counts_[k]);
}

void QuantileStream::add(double value, std::uint64_t times) {
  sketch_.add(value, times);
  if (sketch_.count() <= kept) samples_.insert(samples_.end(), times, value);
  else samples_ = {};
}

double QuantileStream::quantile(double p) const { return samples_.empty() ? sketch_.quantile(p) : archipelago::quantile(samples_, p); }

double QuantileSketch::quantile(double p) const {
  if (count_ == 0) return 0;
  const auto rank = static_cast<std::uint64_t>(p * static_cast<double>(count_ - 1));
  if (rank == 0) return min_;
  if (rank == count_ - 1) return max_;
  std::uint64_t seen = 0;
  std::size_t place = 0;
  while (place + 1 < counts_.size() && seen + counts_[place] <= rank) seen += counts_[place++];
  return std::clamp(value_of(first_bucket_ + static_cast<int>(place)), min_, max_);
}

} // namespace archipelago
