// What a flow between two hosts crosses: directed links with their capacities, its latency, its cap.
//
// The same as the exact engine's platform (sim/engine/platform.hpp): each direction of each wide-area link, each learner's lan link up
// and down, and a cap of one flow between two sites. Hosts with equal routes share a class; the sharing of links depends on the
// classes of the flows under way alone.
#pragma once

#include "models/network/topology.hpp"
#include "models/world.hpp"
#include "sim/replay/hosts.hpp"

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

namespace archipelago {

struct FlowRoute {
  std::vector<std::uint32_t> links;           // directed: see FlowRoutes
  double latency = 0;                         // seconds one way
  double bound = 0;                           // bytes per second: the least nominal capacity
};

class FlowRoutes {
public:
  using ClassId = std::uint32_t;

  FlowRoutes(const World& world, const Topology& topology);

  ClassId between(HostId from, HostId to);
  const FlowRoute& route(ClassId id) const { return routes_[id]; }
  std::size_t classes() const { return routes_.size(); }
  // Bytes per second of each directed link: 2 l and 2 l + 1 are the directions of wide-area link l, then lan links up and down;
  // from first_cap on, what bounds one flow between two sites.
  const std::vector<double>& capacities() const { return capacities_; }
  std::size_t first_cap() const { return capacities_.size() - world_.sites.size() * world_.sites.size(); }
  std::size_t wide_area_links() const { return world_.network.links.size(); }

private:
  FlowRoute find(HostId from, HostId to) const;
  std::uint32_t lan(HostId host, bool up) const;

  const World& world_;
  const Topology& topology_;
  Hosts hosts_;
  std::vector<double> capacities_;
  std::vector<FlowRoute> routes_;
  std::unordered_map<std::uint64_t, ClassId> by_ends_;
  std::map<std::vector<std::uint32_t>, ClassId> by_links_;
};

} // namespace archipelago
