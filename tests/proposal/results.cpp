#include "tests/proposal/results.hpp"

#include "reports/result_json.hpp"
#include "tests/reports/samples.hpp"

namespace archipelago {

namespace {

// A hash of the seed, so that seeds differ but each always gives the same.
double wobble(std::uint64_t seed) { return static_cast<double>(seed * 2654435761u % 1000) / 500.0 - 1; }

Result sample(const SampleRun& run, std::uint64_t seed) {
  Result result = sample_result(1);
  const double goodput = run.goodput + run.noise * wobble(seed);
  result.seed = seed;
  result.goodput = goodput;
  result.time_shares = {};
  result.time_shares[static_cast<std::size_t>(TimeClass::compute)] = goodput;
  result.time_shares[static_cast<std::size_t>(TimeClass::degraded)] = 1 - goodput;
  for (LearnerResult& learner : result.learners) learner.time_shares = result.time_shares;
  result.tokens = 2e12 * goodput, result.tokens_per_s = result.tokens / result.horizon_s;
  const double target = 240e9;
  result.time_to_target_s = target / result.tokens_per_s;
  QualityResult quality;
  quality.token_efficiency = run.token_efficiency, quality.effective_tokens = result.tokens * run.token_efficiency;
  quality.loss = 2.1, quality.delta_vs_data_parallel = 0.01, quality.valid = true;
  if (run.target) quality.tokens_to_equal_loss = target / run.token_efficiency, quality.time_to_equal_loss_s = *quality.tokens_to_equal_loss / result.tokens_per_s;
  result.quality = quality;
  const double hours = 3 * 64 * result.horizon_s / 3600, total = hours * run.price;
  CostResult cost;
  cost.ledger = {{"h100-sxm accelerator-hours", "h", hours, run.price, total, "Compute", "Standard", "someone", "2026-01", "A"}};
  cost.total_usd = total;
  cost.per_million_tokens_usd = total / (result.tokens / 1e6);
  cost.per_million_effective_tokens_usd = *cost.per_million_tokens_usd / run.token_efficiency;
  if (run.target) cost.to_target_usd = total * target / result.tokens, cost.to_equal_loss_usd = *cost.to_target_usd / run.token_efficiency;
  result.cost = cost;
  return result;
}

}   // namespace

nlohmann::json sample_document(const SampleRun& run) {
  RunInfo info = sample_info();
  nlohmann::json scenario = {{"name", "two-regions"}, {"protocol", {{"name", "decoupled-diloco"}, {"quorum", 1}}}};
  if (run.invested)
    scenario["costs"]["investment"] = {{"once", "20000 USD"}, {"runs_per_year", 4}, {"years", 3}, {"discount_rate", 0.1}, {"day_of_delay", "1000 USD"}};
  info.document = scenario.dump();
  std::vector<Result> results;
  for (int i = 0; i < run.seeds; ++i) results.push_back(sample(run, run.first_seed + static_cast<std::uint64_t>(i)));
  return result_document(info, results);
}

}   // namespace archipelago
