#include "tests/reports/samples.hpp"

namespace archipelago {

namespace {

double& share(TimeShares& shares, TimeClass what) { return shares[static_cast<std::size_t>(what)]; }

TimeShares shares_with(double goodput) {
  TimeShares shares{};
  const double lost = 1 - goodput;
  share(shares, TimeClass::compute) = goodput;
  share(shares, TimeClass::exposed_communication) = 0.6 * lost;
  share(shares, TimeClass::quorum_wait) = 0.3 * lost;
  share(shares, TimeClass::degraded) = 0.1 * lost;
  return shares;
}

std::shared_ptr<const StepForecast> sample_forecast() {
  auto forecast = std::make_shared<StepForecast>();
  forecast->step = Seconds(3.05), forecast->low = Seconds(2.7), forecast->high = Seconds(3.6);
  forecast->breakdown.matrix = Seconds(2.4), forecast->breakdown.attention = Seconds(0.3), forecast->breakdown.tensor = Seconds(0.35);
  forecast->memory = Bytes(61e9), forecast->available = Bytes(80e9);
  forecast->layout = {.tensor = 8, .data = 8, .micro_batch = 2, .sharding = Sharding::optimizer};
  forecast->why = "tensor 8, data 8, micro-batch 2, sharding optimizer: 3.050 s, 89 % of it kernels; no other layout fits";
  forecast->efficiency = 0.84;
  forecast->efficiency_source = "fitted on h100-sxm with llm-foundry (a table)";
  forecast->framework = "llm-foundry";
  forecast->profile = "h100-sxm: measured kernels";
  forecast->measured = true;
  return forecast;
}

}   // namespace

Result sample_result(std::uint64_t seed) {
  const double goodput = 0.90 + 0.01 * static_cast<double>(seed);
  Result result;
  result.seed = seed;
  result.fidelity = "exact";
  result.events = 1000 + seed;
  result.activities = 500;
  result.wall_s = 1.5;
  result.fingerprint = 0xfedcba9876543210ULL + seed;
  result.horizon_s = 864000;
  result.tokens = 2.3e12 * goodput;
  result.tokens_per_s = result.tokens / result.horizon_s;
  result.time_to_target_s = 240e9 / result.tokens_per_s;
  result.steps = 2'000'000 + static_cast<std::int64_t>(seed);
  result.outer_steps = 288'000;
  result.goodput = goodput;
  result.system_uptime = 1;
  result.compute_utilization = goodput / (goodput + 0.6 * (1 - goodput));
  result.time_shares = shares_with(goodput);
  for (const char* name : {"west-1", "west-2", "plains"}) {
    const std::string site = std::string(name) == "plains" ? "plains" : "west";
    result.learners.push_back({name, site, 64, 864000, 280'000, 7.6e11, goodput, shares_with(goodput), 2, 3.0, 3.0, 3.1, {}, false});
  }
  result.learners[0].predicted = result.learners[1].predicted = sample_forecast();   // the third cannot be predicted
  result.learners[0].step_time_predicted = result.learners[1].step_time_predicted = true;
  result.sites = {{"west", shares_with(goodput), 61440.0}, {"plains", shares_with(goodput), 30720.0}};
  result.links = {{"west-wan", "west", "backbone", 1.08e14, 1.0e9, 1.97e9, 0.5},
                  {"west-wan", "backbone", "west", 1.08e14, 1.0e9, 1.97e9, 0.5}};
  result.syncer = {288'000, 2.9, {0, 0, 28'800, 259'200}, 0.2, 0.5, 1.5, 1.5, 1.7, 2.0, 1.2, 2.0, {0.34, 0.33, 0.33}};
  result.cost = CostResult{92160, 92160 / (result.tokens / 1e6), {{"h100-sxm", "accelerator-hour", 36864, 2.5, 92160}}};
  result.unknown = {{"mfu", "model.parameters"}};
  return result;
}

RunInfo sample_info() {
  return {"two-regions",
          "0123456789abcdef",
          "two-regions.json",
          "decoupled-diloco",
          {{"protocol.merge", "rda", "published default"}},
          "0.1.0",
          "3.32",
          {}};
}

}   // namespace archipelago
