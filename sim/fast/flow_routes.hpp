// What a flow between two hosts crosses: directed links with their capacities, its latency, its cap.
//
// The same as the exact engine's platform (sim/engine/platform.hpp): each direction of each wide-area link and backbone, each learner's
// lan link up and down, and a cap of one flow between two sites for each of their paths. A path that is in a backbone twice crosses it
// twice. Hosts with equal routes share a class; the sharing of links depends on the
// classes of the flows under way alone.
#pragma once

#include "models/network/topology.hpp"
#include "models/world.hpp"
#include "sim/replay/hosts.hpp"

#include <array>
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

  ClassId between(HostId from, HostId to, std::uint32_t path);
  const FlowRoute& route(ClassId id) const { return routes_[id]; }
  std::size_t classes() const { return routes_.size(); }
  // Bytes per second of each directed link: 2 c and 2 c + 1 are the directions of carrier c, then lan links up and down;
  // from first_cap on, what bounds one flow between two sites.
  const std::vector<double>& capacities() const { return capacities_; }
  std::size_t first_cap() const { return capacities_.size() - caps_; }

private:
  ClassId lookup(std::uint64_t ends, HostId from, HostId to, std::uint32_t path);
  FlowRoute find(HostId from, HostId to, std::uint32_t path) const;
  std::uint32_t lan(HostId host, bool up) const;

  const World& world_;
  const Topology& topology_;
  Hosts hosts_;
  std::vector<double> capacities_;
  std::size_t caps_ = 0;
  std::vector<FlowRoute> routes_;
  std::unordered_map<std::uint64_t, ClassId> by_ends_;
  struct Recent { std::uint64_t ends = ~std::uint64_t{0}; ClassId id = 0; };
  std::array<Recent, 256> recent_;            // of by_ends_: most flows are between the same few hosts
  std::map<std::vector<std::uint32_t>, ClassId> by_links_;
};

} // namespace archipelago
