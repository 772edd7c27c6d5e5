#include "models/workload/step/efficiency.hpp"

#include "models/statistics/quantile.hpp"
#include "models/workload/step/software.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace archipelago {

namespace {

constexpr double least_spread = 1.1;          // of a factor carried over, each way

bool only_adapters(const std::string& framework) { return framework.ends_with("-lora"); }

using Chosen = std::vector<const Efficiency*>;

Chosen all_where(const EfficiencyCatalogue& catalogue, const std::function<bool(const Efficiency&)>& wanted) {
  Chosen out;
  for (const Efficiency& entry : catalogue.entries)
    if (wanted(entry)) out.push_back(&entry);
  return out;
}

double median_of(const Chosen& entries, const std::function<double(const Efficiency&)>& value) {
  std::vector<double> values;
  for (const Efficiency* entry : entries) values.push_back(value(*entry));
  return quantile(values, 0.5);
}

// A step takes kernels / efficiency, so an entry above the median stands for shorter steps.
ChosenEfficiency carried_over(const Chosen& entries, const std::string& whose) {
  const auto value = [](const Efficiency& e) { return e.efficiency; };
  const auto [least, most] = std::minmax_element(entries.begin(), entries.end(), [](auto* a, auto* b) { return a->efficiency < b->efficiency; });
  ChosenEfficiency out;
  out.value = median_of(entries, value);
  const double faster = std::max(least_spread, (*most)->efficiency / out.value), slower = std::max(least_spread, out.value / (*least)->efficiency);
  out.residual.low = median_of(entries, [](const Efficiency& e) { return e.residual.low; }) / faster;
  out.residual.high = median_of(entries, [](const Efficiency& e) { return e.residual.high; }) * slower;
  out.residual.mape = median_of(entries, [](const Efficiency& e) { return e.residual.mape; }) + (faster * slower - 1) / 4;
  out.source = fmt::format("median of {} ({:.2f}-{:.2f}), band widened by their spread", whose, (*least)->efficiency, (*most)->efficiency);
  out.residual.basis = out.source;
  return out;
}

std::string counted(std::size_t n, const char* what) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"); }

} // namespace

ChosenEfficiency choose_efficiency(const EfficiencyCatalogue& catalogue, const EfficiencyWanted& wanted, const Software& otherwise) {
  const std::string& accelerator = wanted.accelerator;
  const std::string framework(without_release(wanted.framework));
  const auto pair = all_where(catalogue, [&](const auto& e) { return e.framework == framework && e.accelerator == accelerator; });
  if (!pair.empty()) {
    const Efficiency& e = *pair.front();
    return {e.efficiency, e.residual, fmt::format("fitted on {} with {} ({})", accelerator, framework, e.source)};
  }
  const auto elsewhere = all_where(catalogue, [&](const auto& e) { return e.framework == framework; });
  if (!elsewhere.empty()) return carried_over(elsewhere, fmt::format("{} on {}", framework, counted(elsewhere.size(), "other accelerator")));
  const auto others =
      all_where(catalogue, [&](const auto& e) { return e.accelerator == accelerator && only_adapters(e.framework) == only_adapters(framework); });
  const char* what = framework.empty() ? "framework" : "other framework";
  if (!others.empty()) return carried_over(others, fmt::format("{} on {}", counted(others.size(), what), accelerator));
  return {otherwise.efficiency, otherwise.residual, "default: " + otherwise.residual.basis};
}

} // namespace archipelago
