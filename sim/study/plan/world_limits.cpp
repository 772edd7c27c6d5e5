#include "sim/study/plan/screen.hpp"

#include "scenarios/format/quantity.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace archipelago {

namespace {

std::optional<std::string> zone_refusal(const World& world, const std::vector<std::string>& zones) {
  for (const Learner& learner : world.learners) {
    const Site& site = world.sites[learner.site];
    if (site.zone.empty()) return fmt::format("site {} has no zone: give sites[].zone, or a region of the catalogue", site.name);
    if (std::find(zones.begin(), zones.end(), site.zone) == zones.end()) return fmt::format("site {} is in zone {}, not in {}", site.name, site.zone, fmt::join(zones, ", "));
  }
  return std::nullopt;
}

std::optional<std::string> power_refusal(const World& world, const PowerLimit& limit) {
  for (std::size_t s = 0; s < world.sites.size(); ++s) {
    const Site& site = world.sites[s];
    if (!limit.site.empty() && limit.site != site.name) continue;
    double watts = 0;
    for (const Learner& learner : world.learners) {
      if (learner.site != s) continue;
      if (!learner.accelerator.server_power) return fmt::format("the power of site {} is not known: give learners[].accelerator.server_power of {}", site.name, learner.accelerator.name);
      if (!site.pue) return fmt::format("the power of site {} is not known: give its pue", site.name);
      watts += *site.pue * learner.accelerator.server_power->value * static_cast<double>(learner.accelerators);
    }
    if (watts > limit.limit.value)
      return fmt::format("site {} would draw {}, more than {}", site.name, rounded_text({UnitKind::power, watts}), limit.written);
  }
  return std::nullopt;
}

std::optional<std::string> memory_refusal(const World& world) {
  for (const Learner& learner : world.learners) {
    if (!learner.predicted) return fmt::format("the memory of learner {} cannot be predicted", learner.name);
    if (!learner.predicted->fits) return fmt::format("learner {} needs more memory than {} has", learner.name, learner.accelerator.name);
  }
  return std::nullopt;
}

} // namespace

std::optional<std::string> refusal_of(const World& world, const Requirements& requirements) {
  if (!requirements.zones.empty())
    if (auto refusal = zone_refusal(world, requirements.zones)) return refusal;
  for (const PowerLimit& limit : requirements.power)
    if (auto refusal = power_refusal(world, limit)) return refusal;
  return requirements.memory_fits ? memory_refusal(world) : std::nullopt;
}

} // namespace archipelago
