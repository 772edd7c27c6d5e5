#include "sim/probe/throttling.hpp"

#include "models/statistics/quantile.hpp"

#include <algorithm>
#include <array>

namespace archipelago {

namespace {

struct Reason { std::uint64_t bit; const char* name; bool throttles; };

constexpr std::array<Reason, 8> reasons{{{0x002, "clocks set by an administrator", false},
                                         {0x004, "power cap", true},
                                         {0x008, "hardware slowdown", true},
                                         {0x010, "sync boost", true},
                                         {0x020, "software thermal slowdown", true},
                                         {0x040, "hardware thermal slowdown", true},
                                         {0x080, "power brake", true},
                                         {0x100, "display clocks", false}}};
constexpr double slow_share = 0.9;

std::optional<double> quantile_of(const std::vector<ClockSample>& samples, std::optional<double> ClockSample::*figure, double p) {
  std::vector<double> values;
  for (const auto& sample : samples)
    if (sample.*figure) values.push_back(*(sample.*figure));
  if (values.empty()) return std::nullopt;
  return quantile(values, p);
}

} // namespace

ClockSummary summarise_clocks(const std::vector<ClockSample>& samples, std::optional<double> highest_clock_mhz) {
  ClockSummary summary;
  summary.clock_mhz = quantile_of(samples, &ClockSample::clock_mhz, 0.5);
  summary.memory_clock_mhz = quantile_of(samples, &ClockSample::memory_clock_mhz, 0.5);
  summary.power_w = quantile_of(samples, &ClockSample::power_w, 0.5);
  summary.temperature_c = quantile_of(samples, &ClockSample::temperature_c, 1.0);

  std::uint64_t seen = 0;
  bool given = false;
  for (const auto& sample : samples) {
    given |= sample.reasons.has_value();
    seen |= sample.reasons.value_or(0);
  }
  for (const auto& reason : reasons) {
    if (!(seen & reason.bit)) continue;
    summary.reasons.emplace_back(reason.name);
    summary.throttled |= reason.throttles;
  }
  if (!given && summary.clock_mhz && highest_clock_mhz && *summary.clock_mhz < slow_share * *highest_clock_mhz) {
    summary.reasons.emplace_back("clock under 90 % of the highest, reason not given");
    summary.throttled = true;
  }
  return summary;
}

} // namespace archipelago
