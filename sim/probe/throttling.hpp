// Whether an accelerator ran slower than it can while it was measured, and why.
//
// The driver's reasons are believed where it gives them (the bits of NVML's clock event reasons); idleness and clocks that someone
// set are no throttling, the latter is reported by name. Where it gives none, a median clock under 90 % of the highest is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct ClockSample {
  std::optional<double> clock_mhz, memory_clock_mhz, power_w, temperature_c;
  std::optional<std::uint64_t> reasons;       // bits of nvmlClocksEventReasons
};

struct ClockSummary {
  std::optional<double> clock_mhz, memory_clock_mhz, power_w, temperature_c;   // medians; temperature: highest
  bool throttled = false;
  std::vector<std::string> reasons;           // "power cap", ...: also those that are no throttling, but not idleness
};

ClockSummary summarise_clocks(const std::vector<ClockSample>& samples, std::optional<double> highest_clock_mhz);

} // namespace archipelago
