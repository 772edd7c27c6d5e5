// Draws in a row, by a world's number.
#pragma once

#include "models/random.hpp"

#include <cmath>
#include <cstdint>

namespace archipelago {

class Chance {
public:
  explicit Chance(std::uint64_t number) : stream_(number, entity_key("random world"), Purpose::sampling) {}
  double between(double low, double high) { return low + (high - low) * stream_.uniform(next_++); }
  double spread(double low, double high) { return low * std::pow(high / low, stream_.uniform(next_++)); }   // evenly in the logarithm
  int whole(int low, int high) { return low + static_cast<int>((high - low + 1) * stream_.uniform(next_++)); }
  bool happens(double probability) { return stream_.uniform(next_++) < probability; }

private:
  RandomStream stream_;
  std::uint64_t next_ = 0;
};

} // namespace archipelago
