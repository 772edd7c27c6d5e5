#include "sim/validate/training/factors.hpp"

#include "sim/validate/training/efficiency.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <set>

namespace archipelago {

namespace {

constexpr int draws = 10;
constexpr double drawn_share = 0.25;
constexpr std::size_t fewest_rows = 5;        // of a pair, for quantiles of its own

// Where a file is from and when its rows were measured.
struct Origin { const char* file; const char* source; const char* date; };
constexpr Origin origins[] = {{"e2e_mpt_fsdp__llm_foundry", "llm-foundry training benchmarks (mosaicml/llm-foundry)", "2024-05"},
                              {"e2e_nvidia_megatron_bridge", "Megatron-Bridge performance summaries 25.09 to 26.08 (NVIDIA-NeMo)", "2026-08"},
                              {"e2e_mlperf_training", "MLPerf Training 4.1 to 5.1 results (MLCommons)", "2025-11"},
                              {"e2e_a100_multinode__vtrain", "vTrain measurements (arXiv 2312.12391)", "2023-12"},
                              {"e2e_a100_singlenode__vtrain", "vTrain measurements (arXiv 2312.12391)", "2023-12"},
                              {"e2e_tpu_maxtext", "MaxText configurations and TPU recipes (AI-Hypercomputer)", "2026-01"},
                              {"e2e_nvidia_dgxc", "DGX Cloud benchmarking recipes (NVIDIA)", "2025-06"}};

using Pair = std::pair<std::string, std::string>;   // framework, device

struct Held {
  std::vector<double> ratios;                 // measured / predicted
  std::set<std::string> rows;
};

std::map<Pair, Held> held_back(const std::vector<AskedStep>& steps) {
  std::map<Pair, Held> out;
  for (int seed = 1; seed <= draws; ++seed)
    for (const EfficiencyGroup& group : fit_efficiencies(steps, drawn_share, static_cast<std::uint64_t>(seed)))
      for (const AskedStep& step : group.held) {
        Held& held = out[{group.framework, group.device}];
        held.ratios.push_back(1 / (1 + step.error(group.efficiency)));
        held.rows.insert(step.measured->key);
      }
  return out;
}

Residual residual_of(const Held& held, std::string basis) {
  Residual out;
  for (const double ratio : held.ratios) out.mape += std::fabs(1 / ratio - 1) / static_cast<double>(held.ratios.size());
  out.low = quantile_of(held.ratios, 0.1);
  out.high = quantile_of(held.ratios, 0.9);
  out.samples = static_cast<std::int64_t>(held.rows.size());
  out.basis = std::move(basis);
  return out;
}

// A pair of few rows takes the residual of its framework's rows together.
Residual residual_for(const Pair& pair, const std::map<Pair, Held>& held) {
  const auto own = held.find(pair);
  if (own != held.end() && own->second.rows.size() >= fewest_rows)
    return residual_of(own->second, fmt::format("rows that {} draws of a quarter of the configurations left out", draws));
  Held all;
  for (const auto& [other, rows] : held)
    if (other.first == pair.first) {
      all.ratios.insert(all.ratios.end(), rows.ratios.begin(), rows.ratios.end());
      all.rows.insert(rows.rows.begin(), rows.rows.end());
    }
  if (all.rows.size() >= fewest_rows) return residual_of(all, "rows of all its accelerators that were left out of a fit");
  return {0.15, 0.75, 1.35, 0, "too few rows to hold any back"};
}

} // namespace

EfficiencyCatalogue efficiency_factors(const std::vector<AskedStep>& steps) {
  EfficiencyCatalogue out;
  out.made_by = {"archipelago validate --refit training --data DIR"};
  const auto held = held_back(steps);
  std::map<std::pair<std::string, std::string>, bool> taken;
  for (const EfficiencyGroup& group : fit_efficiencies(steps, 1, 1)) {
    const AskedStep& first = group.fitted.front();
    const std::string& accelerator = first.platform->accelerator.name;
    if (!taken.emplace(std::pair(group.framework, accelerator), true).second) continue;   // a form factor of the same part
    Efficiency entry{group.framework, accelerator, group.efficiency, residual_for({group.framework, group.device}, held), {}, {}};
    for (const Origin& origin : origins)
      if (first.measured->file == origin.file) entry.source = origin.source, entry.date = origin.date;
    out.entries.push_back(std::move(entry));
  }
  return out;
}

} // namespace archipelago
