#include "sim/validate/training/efficiency.hpp"

#include "models/random.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace archipelago {

namespace {

double fitted_efficiency(const std::vector<AskedStep>& steps) {
  double low = 0.02, high = 20;               // a step gets shorter with rising efficiency: bisect
  for (int i = 0; i < 40; ++i) {
    const double middle = std::sqrt(low * high);
    std::vector<double> errors;
    for (const AskedStep& step : steps) errors.push_back(step.error(middle));
    (median_of(errors) > 0 ? low : high) = middle;
  }
  return std::sqrt(low * high);
}

std::set<std::string> drawn(const std::set<std::string>& configurations, double share, std::uint64_t seed) {
  std::vector<std::pair<double, std::string>> order;
  for (const std::string& name : configurations)
    order.emplace_back(RandomStream(seed, entity_key(name), Purpose::hold_back).uniform(0), name);
  std::sort(order.begin(), order.end());
  const auto wanted = static_cast<std::size_t>(std::ceil(share * static_cast<double>(order.size())));
  std::set<std::string> out;
  for (std::size_t i = 0; i < wanted; ++i) out.insert(order[i].second);
  return out;
}

} // namespace

std::vector<EfficiencyGroup> fit_efficiencies(const std::vector<AskedStep>& steps, double share, std::uint64_t seed) {
  std::map<std::pair<std::string, std::string>, std::vector<AskedStep>> by_group;
  for (const AskedStep& step : steps) by_group[{step.measured->framework, step.measured->device}].push_back(step);
  std::vector<EfficiencyGroup> groups;
  for (const auto& [name, members] : by_group) {
    std::set<std::string> configurations;
    for (const AskedStep& step : members) configurations.insert(step.measured->configuration);
    const std::set<std::string> fitted = drawn(configurations, share, seed);
    EfficiencyGroup group{name.second, name.first, {}, {}, 1};
    for (const AskedStep& step : members) (fitted.count(step.measured->configuration) ? group.fitted : group.held).push_back(step);
    group.efficiency = fitted_efficiency(group.fitted);
    groups.push_back(std::move(group));
  }
  return groups;
}

double quantile_of(std::vector<double> values, double share) {
  if (values.empty()) return NAN;
  std::sort(values.begin(), values.end());
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place), above = std::min(below + 1, values.size() - 1);
  return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

double median_of(std::vector<double> values) { return quantile_of(std::move(values), 0.5); }

} // namespace archipelago
