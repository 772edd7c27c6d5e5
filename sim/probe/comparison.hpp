// Results of a device against references in double: the largest error as a share of what is tolerated.
#pragma once

#include <cstdint>
#include <string>

namespace archipelago {

class ReferenceComparison {
public:
  void add(double got, double wanted, double tolerance);
  std::int64_t compared() const { return compared_; }
  double worst() const { return worst_; }     // of |got - wanted| / tolerance; infinite where something was not a number
  bool passed() const { return compared_ > 0 && worst_ <= 1; }

private:
  std::int64_t compared_ = 0;
  double worst_ = 0;
};

} // namespace archipelago
