// The probe's file: one JSON object per line, which `archipelago calibrate` reads. README.md beside this has every key.
//
//   {"format":"archipelago-probe/1","kind":"header", ...}         first line: the device and the software
//   {"kind":"measurement","op":"gemm","shape":{...}, ...}         one per case that was timed
//   {"kind":"skipped","op":"gemm","shape":{...},"reason":"..."}   one per case that was not
//
// Each line is complete by itself, so a probe that was stopped leaves a file that can be used.
#pragma once

#include "sim/probe/comparison.hpp"
#include "sim/probe/probe_case.hpp"
#include "sim/probe/throttling.hpp"
#include "sim/probe/timing.hpp"

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct DeviceFacts {
  std::string name, vendor, architecture;     // "NVIDIA H100 80GB HBM3", "nvidia", "sm_90"
  std::string driver, runtime, collectives;   // versions; empty: unknown or absent
  int devices = 1;                            // of the machine
  int multiprocessors = 0;
  double memory_bytes = 0, cache_bytes = 0;
  std::optional<double> highest_clock_mhz, power_limit_w;
};

struct ProbeMeasurement {
  ProbeCase measured;
  std::string kernel;                         // whose: "cublaslt", "archipelago", "reference", "driver", "nccl"
  Timing timing;
  TimingPlan plan;
  int copies = 1;                             // of the operands, taken turns with
  ReferenceComparison check;
  ClockSummary clocks;
};

std::string header_line(const DeviceFacts& device, const std::string& date);
std::string measurement_line(const ProbeMeasurement& measurement);
std::string skipped_line(const ProbeCase& skipped, const std::string& reason);

} // namespace archipelago
