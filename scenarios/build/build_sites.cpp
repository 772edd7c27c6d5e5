#include "scenarios/build/builders.hpp"
#include "scenarios/build/names.hpp"
#include "scenarios/format/nearest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

namespace {

std::optional<Lan> build_lan(const Part& site) {
  const auto part = site.object("lan");
  if (!part) {
    if (!site.has("lan")) site.assume("lan", "no limit", "not given: learners of the site reach its switch at once");
    return std::nullopt;
  }
  Lan lan;
  lan.bandwidth = part->quantity<BytesPerSecond>("bandwidth").value_or(BytesPerSecond(0));
  lan.latency = part->quantity<OneWayLatency>("one_way_latency").value_or(OneWayLatency(0));
  lan.transport = build_transport(*part);
  return lan;
}

std::string zone_of(const Part& part, const std::string& region, const Catalogues& catalogues) {
  if (const auto zone = part.text("zone")) return *zone;
  const auto* known = catalogues.show("networks", region);
  if (!known || !known->contains("zone")) return {};
  const auto zone = (*known)["zone"].get<std::string>();
  part.assume("zone", zone, "catalogue region " + region);
  return zone;
}

std::optional<double> carbon_of(const Part& part, const std::string& region, const Catalogues& catalogues) {
  if (part.has("carbon")) return part.number("carbon");
  const auto* known = catalogues.show("networks", region);
  if (!known || !known->contains("carbon")) return std::nullopt;
  const auto carbon = (*known)["carbon"].get<double>();
  part.assume("carbon", fmt::format("{:.3g}", carbon), "catalogue region " + region + ": codecarbon's table of grid intensities");
  return carbon;
}

// A rule on a zone that no site has would never be broken.
void check_compliance(const Part& root, const World& world) {
  const auto rules = root.object("compliance");
  if (!rules) return;
  std::vector<std::string> zones;
  for (const Site& site : world.sites)
    if (!site.zone.empty()) zones.push_back(site.zone);
  for (const std::string& zone : rules->texts("parameters_stay_in"))
    if (std::find(zones.begin(), zones.end(), zone) == zones.end())
      rules->wrong("parameters_stay_in", fmt::format("no site is in the zone \"{}\"{}", zone, zones.empty() ? ": sites[].zone or a catalogue region gives zones" : ""), nearest_name(zone, zones));
}

} // namespace

void build_sites(const Part& root, const Catalogues& catalogues, World& world) {
  UniqueNames names("site");
  if (root.is_empty_list("sites")) root.wrong("sites", "expected at least one site");
  for (const Part& part : root.items("sites")) {
    Site site;
    site.name = part.text("name").value_or("");
    names.take(part, "name", site.name);
    site.region = part.text("region").value_or("");
    site.lan = build_lan(part);
    site.power_price = part.quantity<DollarsPerKilowattHour>("power_price");
    site.pue = part.number("pue");
    site.carbon = carbon_of(part, site.region, catalogues);
    site.zone = zone_of(part, site.region, catalogues);
    world.sites.push_back(std::move(site));
  }
  check_compliance(root, world);
}

} // namespace archipelago
