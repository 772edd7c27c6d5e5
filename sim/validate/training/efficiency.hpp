// One efficiency factor per (device, framework), fitted on a share of the configurations.
//
// Configurations, not rows, are drawn: repeats in several releases stay on one side. The draw is keyed by the configuration's
// text, so adding a row moves no other. Each device's factor is the most likely one given its rows and the factor of all of
// its framework's devices together, so that a device with one fitted configuration is not at the mercy of that.
#pragma once

#include "sim/validate/training/asked_step.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace archipelago {

struct EfficiencyGroup {
  std::string device, framework;
  std::vector<AskedStep> fitted, held;
  double efficiency = 1;
  double alone = 1;                           // from this device's rows only: what another device knows nothing of
};

std::vector<EfficiencyGroup> fit_efficiencies(const std::vector<AskedStep>& steps, double share, std::uint64_t seed);

double median_of(std::vector<double> values);
double quantile_of(std::vector<double> values, double share);

} // namespace archipelago
