#include "sim/validate/training/efficiency.hpp"

#include "models/random.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace archipelago {

namespace {

struct Expected { double efficiency, spread; };
// Of any framework before a row is seen (kernels inside steps run at 0.7 to 1.1 of their rate alone); of a framework's devices
// about its own; and of a configuration's time about the model's once its factor is known.
constexpr Expected any_framework{0.9, 0.15};
constexpr double device_spread = 0.05, configuration_spread = 0.06;

// The most likely efficiency when a configuration's error has Student's t distribution (3 degrees of freedom): repeats of one
// configuration count as one, and a configuration that the model misses does not carry the factor with it.
double most_likely(const std::vector<AskedStep>& steps, const Expected& expected) {
  std::map<std::string, double> repeats;
  for (const AskedStep& step : steps) ++repeats[step.measured->configuration];
  const auto unlikely = [&](double efficiency) {
    double sum = std::pow(std::log(efficiency / expected.efficiency) / expected.spread, 2) / 2;
    for (const AskedStep& step : steps) {
      const double off = std::log1p(step.error(efficiency)) / configuration_spread;
      sum += 2 * std::log1p(off * off / 3) / repeats[step.measured->configuration];
    }
    return sum;
  };
  double best = expected.efficiency, least = unlikely(best);
  for (double efficiency = 0.3; efficiency < 2; efficiency *= 1.01) {
    const double sum = unlikely(efficiency);
    if (sum < least) best = efficiency, least = sum;
  }
  return best;
}

// Each device's factor, expected about the one of all its framework's devices together.
void fit(std::vector<EfficiencyGroup>& groups) {
  std::map<std::string, std::vector<AskedStep>> by_framework;
  for (const EfficiencyGroup& group : groups)
    by_framework[group.framework].insert(by_framework[group.framework].end(), group.fitted.begin(), group.fitted.end());
  std::map<std::string, double> together;
  for (const auto& [framework, steps] : by_framework) together[framework] = most_likely(steps, any_framework);
  for (EfficiencyGroup& group : groups) {
    group.efficiency = most_likely(group.fitted, {together[group.framework], device_spread});
    group.alone = most_likely(group.fitted, any_framework);
  }
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
    EfficiencyGroup group{name.second, name.first, {}, {}, 1, 1};
    for (const AskedStep& step : members) (fitted.count(step.measured->configuration) ? group.fitted : group.held).push_back(step);
    groups.push_back(std::move(group));
  }
  fit(groups);
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
