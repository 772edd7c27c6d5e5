#include "sim/fast/flow_routes.hpp"

#include "sim/replay/flow_cap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace archipelago {

FlowRoutes::FlowRoutes(const World& world, const Topology& topology) : world_(world), topology_(topology), hosts_(world) {
  for (const Link& link : world.network.links) capacities_.insert(capacities_.end(), 2, capacity(link).value);
  for (const Learner& learner : world.learners) {
    const auto& lan = world.sites[learner.site].lan;
    const double rate = lan ? lan->transport.efficiency * lan->bandwidth.value : std::numeric_limits<double>::infinity();
    capacities_.insert(capacities_.end(), 2, rate);
  }
  for (std::size_t from = 0; from < world.sites.size(); ++from)
    for (std::size_t to = 0; to < world.sites.size(); ++to) {
      const Path* path = from == to ? nullptr : topology.path(from, to);
      const auto cap = path ? flow_cap(world, *path, from, to) : std::nullopt;
      capacities_.push_back(cap ? cap->value : std::numeric_limits<double>::infinity());
    }
}

std::uint32_t FlowRoutes::lan(HostId host, bool up) const {
  return static_cast<std::uint32_t>(2 * (wide_area_links() + hosts_.learner_of(host)) + (up ? 0 : 1));
}

FlowRoute FlowRoutes::find(HostId from, HostId to) const {
  const std::size_t a = hosts_.site_of(from, world_), b = hosts_.site_of(to, world_);
  const Path& path = *topology_.path(a, b);
  FlowRoute route;
  route.latency = path.latency.value;
  route.bound = std::numeric_limits<double>::infinity();
  const auto behind = [&](HostId host, std::size_t site) { return !hosts_.is_switch(host) && world_.sites[site].lan; };
  if (behind(from, a)) route.links.push_back(lan(from, true));
  for (const Hop& hop : path.hops) route.links.push_back(static_cast<std::uint32_t>(2 * hop.link + (hop.forward ? 0 : 1)));
  if (behind(to, b)) route.links.push_back(lan(to, false));
  if (behind(from, a)) route.latency += world_.sites[a].lan->latency.value;
  if (behind(to, b)) route.latency += world_.sites[b].lan->latency.value;
  const std::size_t cap = first_cap() + a * world_.sites.size() + b;
  if (std::isfinite(capacities_[cap])) route.links.push_back(static_cast<std::uint32_t>(cap));
  // SimGrid bounds a flow by the nominal capacity of its route for life; no factor lifts it above that.
  for (const std::uint32_t link : route.links) route.bound = std::min(route.bound, capacities_[link]);
  return route;
}

FlowRoutes::ClassId FlowRoutes::between(HostId from, HostId to) {
  const std::uint64_t ends = static_cast<std::uint64_t>(from) << 32 | to;
  if (const auto known = by_ends_.find(ends); known != by_ends_.end()) return known->second;
  FlowRoute route = find(from, to);
  const auto [place, fresh] = by_links_.emplace(route.links, static_cast<ClassId>(routes_.size()));
  if (fresh) routes_.push_back(std::move(route));
  by_ends_.emplace(ends, place->second);
  return place->second;
}

} // namespace archipelago
