#include "reports/timeline/binned_rate.hpp"

#include <algorithm>

namespace archipelago {

BinnedRate::BinnedRate(Seconds expected_length, std::size_t bins) : bytes_(std::max<std::size_t>(2, bins / 2 * 2), 0.0) {
  width_ = Seconds(std::max(expected_length.value, 1e-6) / static_cast<double>(bytes_.size()));
}

void BinnedRate::join_neighbours() {
  const std::size_t half = bytes_.size() / 2;
  for (std::size_t i = 0; i < half; ++i) bytes_[i] = bytes_[2 * i] + bytes_[2 * i + 1];
  std::fill(bytes_.begin() + static_cast<std::ptrdiff_t>(half), bytes_.end(), 0.0);
  width_ *= 2;
  used_ = (used_ + 1) / 2;
}

void BinnedRate::add(Bytes bytes, Seconds from, Seconds to) {
  while (to >= static_cast<double>(bytes_.size()) * width_) join_neighbours();
  const auto bin_of = [this](Seconds time) { return static_cast<std::size_t>(std::max(0.0, time / width_)); };
  const std::size_t first = bin_of(from), last = bin_of(to);
  used_ = std::max(used_, last + 1);
  if (first == last || to <= from) {
    bytes_[last] += bytes.value;
    return;
  }
  const double per_second = bytes.value / (to - from).value;
  for (std::size_t bin = first; bin <= last; ++bin) {
    const Seconds start = std::max(from, static_cast<double>(bin) * width_),
                  end = std::min(to, static_cast<double>(bin + 1) * width_);
    bytes_[bin] += per_second * std::max(0.0, (end - start).value);
  }
}

}   // namespace archipelago
