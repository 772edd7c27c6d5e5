#include "gui/data/world_map.hpp"

#include "gui/base/places.hpp"
#include "gui/base/text.hpp"
#include "gui/data/spring_layout.hpp"
#include "reports/reading.hpp"
#include "scenarios/catalogue.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago::gui {

using nlohmann::json;

namespace {

// Longitude and latitude of the sites, if the regions of all are known and they are not all one place.
std::optional<std::vector<QPointF>> coordinates(const World& world) {
  const Catalogues catalogues(catalogue_folder());
  std::vector<QPointF> points;
  for (const Site& site : world.sites) {
    const json* region = catalogues.show("networks", site.region);
    if (!region || !region->contains("latitude") || !region->contains("longitude")) return std::nullopt;
    points.emplace_back((*region)["longitude"].get<double>(), -(*region)["latitude"].get<double>());
  }
  const bool apart = std::any_of(points.begin(), points.end(), [&](const QPointF& point) { return point != points.front(); });
  return apart ? std::optional(points) : std::nullopt;
}

void place_hubs(WorldMap& map) {
  for (std::size_t i = 0; i < map.nodes.size(); ++i) {
    if (!map.nodes[i].hub) continue;
    QPointF sum;
    int count = 0;
    for (const MapLink& link : map.links) {
      if (link.from != i && link.to != i) continue;
      const MapNode& other = map.nodes[link.from == i ? link.to : link.from];
      if (other.hub) continue;
      sum += other.at;
      ++count;
    }
    map.nodes[i].at = count > 0 ? sum / count : QPointF(0.5, 0.5);
  }
}

// One scale for both directions, so that distances are not bent; the smaller one is centred.
void fit_to_unit(WorldMap& map) {
  if (map.nodes.empty()) return;
  double left = map.nodes[0].at.x(), right = left, top = map.nodes[0].at.y(), bottom = top;
  for (const MapNode& node : map.nodes) {
    left = std::min(left, node.at.x());
    right = std::max(right, node.at.x());
    top = std::min(top, node.at.y());
    bottom = std::max(bottom, node.at.y());
  }
  const double width = std::max(right - left, 1e-9), height = std::max(bottom - top, 1e-9);
  for (MapNode& node : map.nodes) node.at = {right - left < 1e-9 ? 0.5 : (node.at.x() - left) / width, bottom - top < 1e-9 ? 0.5 : (node.at.y() - top) / height};
}

std::optional<double> load_of(const json* result, const std::string& link) {
  if (!result || !result->contains("links") || !(*result)["links"].is_array()) return std::nullopt;
  std::optional<double> most;
  for (const json& row : (*result)["links"]) {
    if (text_at(row, "name") != link) continue;
    if (const auto used = reading_at(row, "utilization")) most = std::max(most.value_or(0), used->value);
  }
  return most;
}

} // namespace

WorldMap world_map(const World& world, const json* result) {
  WorldMap map;
  for (const Site& site : world.sites) map.nodes.push_back({to_qt(site.name), to_qt(site.region), false, {}, {}, 0});
  for (const std::string& hub : world.network.hubs) map.nodes.push_back({to_qt(hub), {}, true, {}, {}, 0});
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    MapNode& site = map.nodes[world.learners[m].site];
    site.learners.push_back(m);
    site.accelerators += static_cast<double>(world.learners[m].accelerators);
  }
  for (const Link& link : world.network.links)
    map.links.push_back({to_qt(link.name), link.between[0], link.between[1], to_bits(link.bandwidth).value, link.latency.value, load_of(result, link.name)});
  if (const auto points = coordinates(world)) {
    map.geographic = true;
    for (std::size_t i = 0; i < points->size(); ++i) map.nodes[i].at = (*points)[i];
    place_hubs(map);
  } else spring_layout(map);
  fit_to_unit(map);
  return map;
}

} // namespace archipelago::gui
