// Times one case on the device: check, plan, warm up, samples between events, clocks meanwhile.
//
// Short kernels are recorded as a graph of all their launches, so that what is timed is the device and not the host that
// launches: training frameworks queue ahead in the same way.
#pragma once

#include "sim/probe/device/management.hpp"
#include "sim/probe/device/workload.hpp"
#include "sim/probe/record.hpp"

namespace archipelago {

struct MeasureSettings {
  double seconds_per_case = 0.05;
  double cache_bytes = 0, memory_bytes = 0;   // of the device
  std::optional<double> highest_clock_mhz;
};

// Throws Unsupported or GpuError.
ProbeMeasurement measure(const ProbeCase& probe_case, WorkloadContext context, const MeasureSettings& settings, const Management& management);

} // namespace archipelago
