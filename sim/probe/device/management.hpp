// Clocks, power and temperature from the driver's management library (NVML), opened when the program runs.
//
// Where it is absent (ROCm, containers that hide it) every figure is unknown, and the file says null.
#pragma once

#include "sim/probe/throttling.hpp"

#include <memory>
#include <optional>
#include <string>

namespace archipelago {

class Management {
public:
  explicit Management(const std::string& pci_bus_id);
  ~Management();
  Management(const Management&) = delete;
  Management& operator=(const Management&) = delete;

  ClockSample sample() const;
  std::optional<double> highest_clock_mhz() const;
  std::optional<double> power_limit_w() const;
  std::string driver_version() const;         // empty: unknown

private:
  struct Library;
  std::unique_ptr<Library> library_;          // null: absent
};

} // namespace archipelago
