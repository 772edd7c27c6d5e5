// One efficiency factor per (device, framework), fitted on a share of the configurations.
//
// Configurations, not rows, are drawn: repeats in several releases stay on one side. The draw is keyed by the configuration's
// text, so adding a row moves no other. The factor is the one at which the median of predicted / measured is one.
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
};

std::vector<EfficiencyGroup> fit_efficiencies(const std::vector<AskedStep>& steps, double share, std::uint64_t seed);

double median_of(std::vector<double> values);
double quantile_of(std::vector<double> values, double share);

} // namespace archipelago
