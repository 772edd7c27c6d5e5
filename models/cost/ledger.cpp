#include "models/cost/ledger.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace archipelago {

namespace {

std::optional<Price> price_of(const World& world, const Learner& learner) {
  if (learner.price) return Price{{}, *learner.price, learner.price_category, {}, {}, {}, {}};
  if (!world.costs) return std::nullopt;
  if (const auto own = world.costs->accelerator_hour.find(learner.accelerator.name); own != world.costs->accelerator_hour.end())
    return Price{{}, own->second, PriceCategory::given, {}, {}, {}, {}};
  const auto listed = world.costs->prices.find(learner.accelerator.name);
  return listed == world.costs->prices.end() ? std::nullopt : std::optional(listed->second);
}

class Bill {
public:
  explicit Bill(const Result& result) : hours_(result.horizon_s / seconds_per_hour) {}

  void add(LedgerLine line) {
    if (line.quantity <= 0) return;
    line.amount_usd = line.quantity * line.unit_price_usd;
    cost_.total_usd += line.amount_usd;
    cost_.ledger.push_back(std::move(line));
  }
  void hourly(const std::string& item, const char* service, double count, DollarsPerHour price) {
    add({item, "h", count * hours_, price.value, 0, service, "", "", "", ""});
  }
  double hours() const { return hours_; }
  CostResult take() { return std::move(cost_); }

private:
  double hours_;
  CostResult cost_;
};

// One line for equal accelerators at an equal price; what a site's accelerators cost goes to the site too.
bool add_accelerators(const World& world, Result& result, Bill& bill) {
  std::map<std::tuple<std::string, double, PriceCategory>, LedgerLine> lines;
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    const Learner& learner = world.learners[m];
    const auto price = price_of(world, learner);
    if (!price) {
      for (SiteResult& site : result.sites) site.cost_usd.reset();   // a part of the cost is not a cost
      result.unknown.push_back({"cost", "costs.accelerator_hour." + learner.accelerator.name});
      return false;
    }
    const double used = static_cast<double>(learner.accelerators) * result.learners[m].allocated_s / seconds_per_hour;
    LedgerLine& line = lines[{learner.accelerator.name, price->hour.value, price->category}];
    line.item = learner.accelerator.name + " accelerator-hours";
    if (price->category != PriceCategory::given) line.item += ", " + std::string(to_string(price->category));
    line.unit = "h", line.unit_price_usd = price->hour.value, line.quantity += used;
    line.service_category = "Compute", line.pricing_category = focus_category(price->category);
    line.provider = price->provider, line.price_date = price->date, line.price_grade = price->grade;
    auto& site = result.sites[learner.site].cost_usd;
    site = site.value_or(0) + used * price->hour.value;
  }
  for (auto& [key, line] : lines) bill.add(std::move(line));
  return true;
}

// Held for the whole horizon, at work or not; a repaired node that stands by takes the place of one that works.
void add_spares(const World& world, const Result& result, Bill& bill) {
  for (const SparesResult& pool : result.spares)
    for (const Learner& learner : world.learners) {
      if (pool.pool != "run" && pool.pool != learner.name && pool.pool != world.sites[learner.site].name) continue;
      const Price price = *price_of(world, learner);
      bill.add({learner.accelerator.name + " accelerator-hours of spares of " + pool.pool, "h", static_cast<double>(pool.accelerators) * bill.hours(), price.hour.value, 0,
                "Compute", std::string(focus_category(price.category)), price.provider, price.date, price.grade});
      break;
    }
}

void add_transfers(const World& world, const Result& result, Bill& bill) {
  for (const LinkResult& direction : result.links)
    for (const Link& link : world.network.links) {
      if (link.name != direction.name) continue;
      const auto price = link.price ? link.price : world.costs ? world.costs->egress : std::nullopt;
      if (!price) continue;
      bill.add({"transfer " + link.name + " from " + direction.from, "GB", direction.bytes / 1e9, price->value * 1e9, 0, "Networking", "", "", "", ""});
    }
}

// Energy of owned accelerators is always due; that of rented ones is in their price unless the scenario prices it.
bool add_energy(const World& world, Result& result, Bill& bill) {
  for (std::size_t s = 0; s < world.sites.size(); ++s) {
    const bool owned = std::any_of(world.learners.begin(), world.learners.end(), [&](const Learner& learner) {
      const auto price = price_of(world, learner);
      return learner.site == s && price && !price->includes_energy();
    });
    const auto general = world.costs ? world.costs->energy : std::nullopt;
    if (!owned && !general) continue;
    const auto price = world.sites[s].power_price ? world.sites[s].power_price : general;
    if (!price || !result.sites[s].energy_kwh) {
      result.unknown.push_back({"cost", !price ? "costs.energy or sites[].power_price: owned accelerators pay for their energy" : "what energy.kwh needs: its price is given"});
      return false;
    }
    bill.add({"energy at " + world.sites[s].name, "kWh", *result.sites[s].energy_kwh, price->value, 0, "Other", "", "", "", ""});
  }
  return true;
}

void add_hourly(const World& world, Bill& bill) {
  if (!world.costs) return;
  const Costs& costs = *world.costs;
  const bool serverless = world.protocol.name == ProtocolName::data_parallel || world.protocol.name == ProtocolName::elastic_data_parallel;
  const double hosts = serverless ? 0 : world.protocol.sharded_syncer ? static_cast<double>(world.learners.size()) : 1;
  if (costs.syncer_hour) bill.hourly("syncer hosts", "Compute", hosts, *costs.syncer_hour);
  for (const auto& [link, price] : costs.leases) bill.hourly("lease of " + link, "Networking", 1, price);
  if (costs.storage) {
    const double months = bill.hours() / hours_per_month;
    bill.add({"storage", "GB-month", costs.storage->size.value / 1e9 * months, costs.storage->month.value * 1e9, 0, "Storage", "", "", "", ""});
  }
  if (costs.staff) bill.hourly("staff", "Other", 1, *costs.staff);
}

// In proportion to the tokens: a longer training goes on as the counted time did.
void add_unit_costs(const World& world, const Result& result, CostResult& cost) {
  if (result.tokens <= 0) return;
  const double token = cost.total_usd / result.tokens;
  cost.per_million_tokens_usd = token * 1e6;
  if (world.training.target_tokens) cost.to_target_usd = token * *world.training.target_tokens;
  if (result.quality) {
    if (result.quality->effective_tokens > 0) cost.per_million_effective_tokens_usd = cost.total_usd / (result.quality->effective_tokens / 1e6);
    if (result.quality->tokens_to_equal_loss) cost.to_equal_loss_usd = token * *result.quality->tokens_to_equal_loss;
  }
  double accelerator_hours = 0;
  for (const LearnerResult& learner : result.learners) accelerator_hours += static_cast<double>(learner.accelerators) * learner.allocated_s / seconds_per_hour;
  if (result.mfu && *result.mfu > 0 && accelerator_hours > 0) cost.per_useful_accelerator_hour_usd = cost.total_usd / (accelerator_hours * *result.mfu);
}

} // namespace

void add_costs(const World& world, Result& result) {
  Bill bill(result);
  if (!add_accelerators(world, result, bill)) return;
  if (!add_energy(world, result, bill)) return;
  add_spares(world, result, bill);
  add_transfers(world, result, bill);
  add_hourly(world, bill);
  CostResult cost = bill.take();
  add_unit_costs(world, result, cost);
  result.cost = std::move(cost);
}

} // namespace archipelago
