#include "sim/replay/cost.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <optional>

namespace archipelago {

namespace {
std::optional<DollarsPerHour> price_of(const World& world, const Learner& learner) {
  if (learner.price) return learner.price;
  if (!world.costs) return std::nullopt;
  const auto found = world.costs->accelerator_hour.find(learner.accelerator.name);
  if (found == world.costs->accelerator_hour.end()) return std::nullopt;
  return found->second;
}

void add_transfer_lines(const World& world, const Result& result, CostResult& cost) {
  for (const LinkResult& direction : result.links)
    for (const Link& link : world.network.links) {
      if (link.name != direction.name) continue;
      const auto price = link.price ? link.price : world.costs ? world.costs->egress : std::nullopt;
      if (!price || direction.bytes <= 0) continue;
      cost.ledger.push_back({fmt::format("transfer {} from {}", link.name, direction.from), "GB", direction.bytes / 1e9,
                             price->value * 1e9, price->value * direction.bytes});
    }
}
// Held for the whole horizon, at work or not; a repaired node that stands by takes the place of one that works.
void add_spare_lines(const World& world, const Result& result, CostResult& cost) {
  for (const SparesResult& pool : result.spares)
    for (const Learner& learner : world.learners) {
      if (pool.pool != "run" && pool.pool != learner.name && pool.pool != world.sites[learner.site].name) continue;
      const double hours = static_cast<double>(pool.accelerators) * result.horizon_s / seconds_per_hour, price = price_of(world, learner)->value;
      if (hours > 0) cost.ledger.push_back({fmt::format("{} accelerator-hours of spares of {}", learner.accelerator.name, pool.pool), "h", hours, price, hours * price});
      break;
    }
}
} // namespace

void add_costs(const World& world, Result& result) {
  CostResult cost;
  std::map<std::pair<std::string, double>, double> hours;
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    const Learner& learner = world.learners[m];
    const auto price = price_of(world, learner);
    if (!price) {
      for (SiteResult& site : result.sites) site.cost_usd.reset();   // a part of the cost is not a cost
      result.unknown.push_back({"cost", fmt::format("costs.accelerator_hour.{}", learner.accelerator.name)});
      return;
    }
    const double used = static_cast<double>(learner.accelerators) * result.learners[m].allocated_s / seconds_per_hour;
    hours[{learner.accelerator.name, price->value}] += used;
    auto& site = result.sites[learner.site].cost_usd;
    site = site.value_or(0) + used * price->value;
  }
  for (const auto& [key, quantity] : hours)
    cost.ledger.push_back({fmt::format("{} accelerator-hours", key.first), "h", quantity, key.second, quantity * key.second});
  add_spare_lines(world, result, cost);
  add_transfer_lines(world, result, cost);
  for (const LedgerLine& line : cost.ledger) cost.total_usd += line.amount_usd;
  if (result.tokens > 0) cost.per_million_tokens_usd = cost.total_usd / (result.tokens / 1e6);
  result.cost = std::move(cost);
}

void add_caveats(const World& world, Result& result) {
  result.flags.insert(result.flags.end(), world.flags.begin(), world.flags.end());
  result.unknown.insert(result.unknown.end(), world.unknown.begin(), world.unknown.end());
  if (world.failures_known == Known::unknown) {
    result.unknown.push_back({"failures", "failures (a rate, a preset name, or \"none\")"});
    result.flags.push_back({"failures", "No failure rate was given: goodput and uptime are those of a run without failures."});
  }
  const bool rolls_back = world.protocol.name == ProtocolName::data_parallel;
  if (rolls_back && world.failures && !world.checkpoints)
    result.flags.push_back({"checkpoints", "Without checkpoints in the scenario, work lost by rolling back to one is not counted."});
  std::set<std::string> derived;
  bool predicted = false;
  for (const Learner& learner : world.learners) {
    predicted = predicted || learner.step_time.predicted;
    if (learner.step_time.source != "given" && !learner.step_time.predicted) derived.insert(learner.step_time.source);
  }
  for (const std::string& source : derived) result.flags.push_back({"step_time", fmt::format("Step times are derived: {}.", source)});
  if (predicted)
    result.flags.push_back({"step_time", "Step times are predicted from kernels and layouts, not measured: learners[].predicted has their bands."});
}

} // namespace archipelago
