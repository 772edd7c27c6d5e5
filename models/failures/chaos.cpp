#include "models/failures/chaos.hpp"

#include "models/world.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace archipelago {

std::vector<Outage> outages_of(const World& world, std::size_t link) {
  std::vector<Outage> outages = world.network.links[link].outages;
  for (const ChaosEvent& event : world.chaos) {
    if (std::find(event.links.begin(), event.links.end(), link) == event.links.end()) continue;
    const Seconds lasts = event.until ? *event.until - event.at : Seconds(std::numeric_limits<double>::infinity());
    outages.push_back({event.at, lasts, event.factor});
  }
  return outages;
}

bool capacity_changes(const World& world, std::size_t link) {
  const auto& ends = world.network.links[link].between;
  return !outages_of(world, link).empty() || std::any_of(world.outages.begin(), world.outages.end(), [&](const OutagePlan& plan) {
    return plan.place == OutagePlan::Place::link ? plan.index == link : plan.index == ends[0] || plan.index == ends[1];
  });
}

std::vector<CapacityChange> factor_changes(const std::vector<Outage>& outages) {
  std::set<double> dates;
  for (const Outage& outage : outages) dates.insert({outage.at.value, outage.at.value + outage.duration.value});
  std::vector<CapacityChange> changes;
  double before = 1;
  for (const double date : dates) {
    double factor = 1;
    for (const Outage& outage : outages)
      if (outage.at.value <= date && date < outage.at.value + outage.duration.value) factor = std::min(factor, outage.factor);
    if (factor != before && std::isfinite(date)) changes.push_back({Seconds(date), factor});
    before = factor;
  }
  return changes;
}

} // namespace archipelago
