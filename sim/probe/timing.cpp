#include "sim/probe/timing.hpp"

#include "models/statistics/quantile.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr double shortest_sample_us = 200, outlier_factor = 3, outlier_share = 0.1, steady_spread = 1.25;
constexpr int fewest_samples = 11, most_samples = 101, most_launches = 200, most_copies = 64;

} // namespace

TimingPlan plan_timing(double launch_us, double budget_s, int copies) {
  const double launch = std::max(launch_us, 1.0);   // an event cannot tell shorter ones apart
  TimingPlan plan;
  plan.launches = std::max(copies, static_cast<int>(std::clamp(std::ceil(shortest_sample_us / launch), 1.0, double(most_launches))));
  plan.samples = static_cast<int>(std::clamp(budget_s * 1e6 / (launch * plan.launches), double(fewest_samples), double(most_samples)));
  return plan;
}

int copies_to_rotate(double footprint_bytes, double cache_bytes, double memory_bytes) {
  if (footprint_bytes <= 0) return 1;
  if (footprint_bytes >= 2 * cache_bytes) return 1;   // twice: caches that replace at random keep a share
  const double wanted = std::ceil(2 * cache_bytes / footprint_bytes) + 1;
  const double fitting = std::floor(memory_bytes / footprint_bytes);
  return static_cast<int>(std::clamp(std::min(wanted, fitting), 1.0, double(most_copies)));
}

Timing summarise(const std::vector<double>& samples_us) {
  const double limit = outlier_factor * quantile(samples_us, 0.5);
  std::vector<double> kept;
  std::copy_if(samples_us.begin(), samples_us.end(), std::back_inserter(kept), [&](double sample) { return sample <= limit; });
  const auto outside = samples_us.size() - kept.size();
  const bool many = static_cast<double>(outside) > outlier_share * static_cast<double>(samples_us.size());
  if (many) kept = samples_us;

  Timing timing;
  timing.n = static_cast<std::int64_t>(kept.size());
  timing.dropped = static_cast<std::int64_t>(samples_us.size() - kept.size());
  timing.median_us = quantile(kept, 0.5);
  timing.p10_us = quantile(kept, 0.1);
  timing.p90_us = quantile(kept, 0.9);
  timing.steady = !many && timing.p90_us <= steady_spread * timing.p10_us;
  return timing;
}

} // namespace archipelago
