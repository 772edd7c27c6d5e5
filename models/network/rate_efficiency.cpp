#include "models/network/rate_efficiency.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

double efficiency_at(const RateEfficiencies& points, BytesPerSecond bandwidth) {
  if (points.empty()) return 1;
  const auto above = std::lower_bound(points.begin(), points.end(), bandwidth,
                                      [](const RateEfficiency& point, BytesPerSecond rate) { return point.bandwidth < rate; });
  if (above == points.begin()) return points.front().efficiency;
  if (above == points.end()) return points.back().efficiency;
  const auto below = above - 1;
  const double place = std::log(bandwidth / below->bandwidth) / std::log(above->bandwidth / below->bandwidth);
  return below->efficiency + place * (above->efficiency - below->efficiency);
}

} // namespace archipelago
