#include "models/calibration/rate_trend.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr double full = 1, least_efficiency = 0.1, decade = 10, farthest = 100;
constexpr double level = 0.005;               // less than this is no rise

double rise(const RateEfficiency& a, const RateEfficiency& b) { return (b.efficiency - a.efficiency) / std::log(b.bandwidth / a.bandwidth); }

// Where a rise from a point on reaches an efficiency, as a multiple of the point's bandwidth.
double reach(const RateEfficiency& from, double slope, double efficiency) { return std::exp((efficiency - from.efficiency) / slope); }

} // namespace

std::vector<TrendPoint> with_trend(const RateEfficiencies& measured) {
  std::vector<TrendPoint> points;
  for (std::size_t k = 0; k < measured.size(); ++k) {
    points.push_back({measured[k], true});
    if (k == 0) continue;
    const RateEfficiency& before = measured[k - 1];
    const RateEfficiency& here = measured[k];
    if (here.efficiency - before.efficiency < level) continue;
    const double slope = rise(before, here);
    const bool last = k + 1 == measured.size();
    const double goal = last ? full : measured[k + 1].efficiency;
    if (goal - here.efficiency < level) continue;
    const double times = reach(here, slope, goal);
    if (last ? times < farthest : here.bandwidth * times < measured[k + 1].bandwidth)
      points.push_back({{here.bandwidth * times, goal}, false});
  }
  if (measured.size() < 2 || measured[1].efficiency - measured[0].efficiency < level) return points;
  const double below = measured[0].efficiency - rise(measured[0], measured[1]) * std::log(decade);
  points.insert(points.begin(), {{measured[0].bandwidth / decade, std::max(below, std::min(least_efficiency, measured[0].efficiency))}, false});
  return points;
}

} // namespace archipelago
