// Bytes over time as the mean rate of equal bins; never more than `bins` of them, however long the run.
//
// A span's bytes are spread evenly over its life. When time passes the last bin, neighbours are joined and bins get
// twice as wide, so that the total stays exact while memory does not grow.
#pragma once

#include "models/units.hpp"

#include <vector>

namespace archipelago {

class BinnedRate {
public:
  BinnedRate(Seconds expected_length, std::size_t bins);   // bins rounded down to an even number, at least 2

  void add(Bytes bytes, Seconds from, Seconds to);

  Seconds width() const { return width_; }
  BytesPerSecond rate(std::size_t bin) const { return BytesPerSecond(bytes_[bin] / width_.value); }
  std::size_t used() const { return used_; }   // bins up to the last one that holds bytes

private:
  void join_neighbours();

  Seconds width_;
  std::vector<double> bytes_;
  std::size_t used_ = 0;
};

}   // namespace archipelago
