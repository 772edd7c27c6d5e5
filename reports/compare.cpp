#include "reports/compare.hpp"

#include "models/statistics/estimate.hpp"
#include "reports/aggregate.hpp"
#include "reports/result_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr std::string_view compared_keys[] = {"goodput",
                                              "system_uptime",
                                              "compute_utilization",
                                              "mfu",
                                              "tokens_per_s",
                                              "tokens",
                                              "time_to_target_s",
                                              "cost.total_usd",
                                              "cost.per_million_tokens_usd",
                                              "quality.token_efficiency",
                                              "cost.per_million_effective_tokens_usd",
                                              "quality.time_to_equal_loss_s",
                                              "cost.to_equal_loss_usd",
                                              "syncer.sync_s.mean"};

struct Seeds {
  std::vector<json> accounts;
  json joined;
};

Seeds seeds_of(const Design& design) {
  Seeds seeds;
  for (const Result& result : design.results) seeds.accounts.push_back(to_json(result));
  if (!seeds.accounts.empty()) seeds.joined = aggregate(seeds.accounts);
  return seeds;
}

std::vector<std::pair<const json*, const json*>> same_seed(const Seeds& one, const Seeds& other) {
  std::vector<std::pair<const json*, const json*>> pairs;
  for (const json& a : one.accounts)
    for (const json& b : other.accounts)
      if (a.at("seed") == b.at("seed")) pairs.emplace_back(&a, &b);
  return pairs;
}

ComparedValue value_of(std::string_view key, const Seeds& design, const Seeds& first, bool is_first) {
  ComparedValue compared;
  compared.value = reading_at(design.joined, key);
  if (is_first) return compared;
  std::vector<double> differences;
  for (const auto& [account, reference] : same_seed(design, first)) {
    const auto ours = reading_at(*account, key), theirs = reading_at(*reference, key);
    if (ours && theirs) differences.push_back(ours->value - theirs->value);
  }
  if (differences.empty()) return compared;
  const Estimate estimate = student_estimate(differences);
  compared.difference = FigureReading{estimate.mean, std::nullopt, static_cast<int>(estimate.n)};
  compared.verdict = Verdict::one_seed;
  if (estimate.interval) {
    compared.difference->interval = {estimate.interval->low, estimate.interval->high};
    compared.verdict = estimate.interval->contains(0) ? Verdict::no_difference : Verdict::differs;
  }
  return compared;
}

}   // namespace

Comparison compare(const std::vector<Design>& designs) {
  Comparison comparison;
  std::vector<Seeds> seeds;
  for (const Design& design : designs) {
    comparison.designs.push_back(design.name);
    seeds.push_back(seeds_of(design));
    comparison.pairs.push_back(same_seed(seeds.back(), seeds.front()).size());
  }
  const auto add = [&](std::string_view key) {
    ComparedFigure compared{find_figure(key), {}};
    for (std::size_t d = 0; d < seeds.size(); ++d) compared.values.push_back(value_of(key, seeds[d], seeds.front(), d == 0));
    comparison.figures.push_back(std::move(compared));
  };
  for (const std::string_view key : compared_keys) add(key);
  for (std::size_t i = 1; i < time_class_count; ++i) {   // compute is goodput
    const std::string key = fmt::format("time_shares.{}", time_class_names[i]);
    const bool occurs = std::any_of(seeds.begin(), seeds.end(), [&key](const Seeds& design) {
      return reading_at(design.joined, key).value_or(FigureReading{}).value != 0;
    });
    if (occurs) add(key);
  }
  return comparison;
}

json to_json(const Comparison& comparison) {
  json figures = json::array();
  for (const ComparedFigure& compared : comparison.figures) {
    json row = {{"key", compared.figure->key}, {"unit", compared.figure->unit}, {"values", json::array()}};
    for (std::size_t d = 0; d < comparison.designs.size(); ++d) {
      const ComparedValue& value = compared.values[d];
      json cell = {{"design", comparison.designs[d]}, {"value", reading_json(value.value)}, {"difference", reading_json(value.difference)}};
      if (value.verdict == Verdict::no_difference) cell["note"] = "no difference: interval includes 0";
      if (value.verdict == Verdict::one_seed) cell["note"] = "one seed: no interval";
      row["values"].push_back(std::move(cell));
    }
    figures.push_back(std::move(row));
  }
  return {{"format", "archipelago-comparison/1"},
          {"designs", comparison.designs},
          {"paired_seeds", comparison.pairs},
          {"figures", figures}};
}

}   // namespace archipelago
