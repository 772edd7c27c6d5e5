#include "models/cost/energy.hpp"

#include <optional>

namespace archipelago {

namespace {

double computing(const TimeShares& shares) {
  return shares[static_cast<std::size_t>(TimeClass::compute)] + shares[static_cast<std::size_t>(TimeClass::lost_work)];
}

double kilowatt_hours(const Learner& learner, const LearnerResult& result, const PowerDraw& draw) {
  const double busy = computing(result.time_shares);
  const double watts = learner.accelerator.server_power->value * static_cast<double>(learner.accelerators);
  return watts * (busy * draw.computing + (1 - busy) * draw.waiting) * result.allocated_s / seconds_per_hour / 1e3;
}

// What the energy of the whole run lacks, or nothing.
std::optional<std::string> missing(const World& world) {
  for (const Learner& learner : world.learners) {
    if (!learner.accelerator.server_power) return "learners[].accelerator.server_power of " + learner.accelerator.name;
    if (!world.sites[learner.site].pue) return "sites[].pue of " + world.sites[learner.site].name;
  }
  return std::nullopt;
}

} // namespace

void add_energy_and_carbon(const World& world, Result& result) {
  if (const auto needs = missing(world)) {
    result.unknown.push_back({"energy", *needs});
    result.unknown.push_back({"carbon", *needs});
    for (const char* key : {"sites[].energy_kwh", "sites[].carbon_kg"}) result.unknown.push_back({key, *needs});
    return;
  }
  const PowerDraw draw = world.costs ? world.costs->draw : PowerDraw{};
  double total = 0, carbon = 0;
  std::optional<std::string> unknown_carbon;
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    const Site& site = world.sites[world.learners[m].site];
    const double drawn = *site.pue * kilowatt_hours(world.learners[m], result.learners[m], draw);
    SiteResult& row = result.sites[world.learners[m].site];
    row.energy_kwh = row.energy_kwh.value_or(0) + drawn;
    total += drawn;
    if (site.carbon) row.carbon_kg = row.carbon_kg.value_or(0) + drawn * *site.carbon;
    else unknown_carbon = "sites[].carbon of " + site.name;
    carbon += drawn * site.carbon.value_or(0);
  }
  // A site without learners draws nothing for this run.
  for (SiteResult& site : result.sites)
    if (!site.energy_kwh) site.energy_kwh = site.carbon_kg = 0;
  result.energy_kwh = total;
  if (result.tokens > 0) result.joule_per_token = total * 3.6e6 / result.tokens;
  if (!unknown_carbon) {
    result.carbon_kg = carbon;
  } else {
    result.unknown.push_back({"carbon", *unknown_carbon});
    result.unknown.push_back({"sites[].carbon_kg", *unknown_carbon});
  }
}

} // namespace archipelago
