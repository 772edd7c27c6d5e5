// Sites, hubs and links of a world as a picture: where each stands, how wide each link is and how busy it was.
//
// Sites of known regions stand by longitude and latitude (scenarios/catalogues/networks.json); where a site's region is not known all are
// laid out by springs (Kamada and Kawai 1989, Boost.Graph). Hubs between sites with coordinates stand in the midst of their neighbours.
#pragma once

#include "models/world.hpp"

#include <nlohmann/json_fwd.hpp>

#include <QPointF>
#include <QString>

#include <optional>
#include <vector>

namespace archipelago::gui {

struct MapNode {
  QString name, region;
  bool hub = false;
  QPointF at;                                 // in [0,1] x [0,1], y down
  std::vector<std::size_t> learners;          // of World::learners
  double accelerators = 0;
};

struct MapLink {
  QString name;
  std::size_t from = 0, to = 0;
  double bandwidth_bps = 0, latency_s = 0;
  std::optional<double> load;                 // of the busier direction, 0 to 1; absent without a result
};

struct WorldMap {
  std::vector<MapNode> nodes;
  std::vector<MapLink> links;
  bool geographic = false;
};

// `result`: whose loads are shown; null: none.
WorldMap world_map(const World& world, const nlohmann::json* result);

} // namespace archipelago::gui
