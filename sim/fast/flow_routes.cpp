#include "sim/fast/flow_routes.hpp"

#include "models/network/carriers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace archipelago {

FlowRoutes::FlowRoutes(const World& world, const Topology& topology) : world_(world), topology_(topology), hosts_(world) {
  for (std::size_t carrier = 0; carrier < world.network.carriers(); ++carrier)
    capacities_.insert(capacities_.end(), 2, carrier_capacity(world.network, carrier).value);
  for (const Learner& learner : world.learners) {
    const auto& lan = world.sites[learner.site].lan;
    capacities_.insert(capacities_.end(), 2, lan ? capacity(*lan).value : std::numeric_limits<double>::infinity());
  }
  const std::size_t others = capacities_.size(), paths = world.network.multipath == Multipath::none ? 1 : 2;
  for (std::size_t number = 0; number < paths; ++number)
    for (std::size_t from = 0; from < world.sites.size(); ++from)
      for (std::size_t to = 0; to < world.sites.size(); ++to) {
        const Path* path = from == to ? nullptr : topology.path(from, to, number);
        const auto cap = path ? flow_cap_between(world.network, *path, world.sites[from].lan, world.sites[to].lan) : std::nullopt;
        capacities_.push_back(cap ? cap->value : std::numeric_limits<double>::infinity());
      }
  caps_ = capacities_.size() - others;
}

std::uint32_t FlowRoutes::lan(HostId host, bool up) const {
  return static_cast<std::uint32_t>(2 * (world_.network.carriers() + hosts_.learner_of(host)) + (up ? 0 : 1));
}

FlowRoute FlowRoutes::find(HostId from, HostId to, std::uint32_t number) const {
  const std::size_t a = hosts_.site_of(from), b = hosts_.site_of(to);
  const Path& path = *topology_.path(a, b, number);
  FlowRoute route;
  route.latency = path.latency.value;
  route.bound = std::numeric_limits<double>::infinity();
  const auto behind = [&](HostId host, std::size_t site) { return !hosts_.is_switch(host) && world_.sites[site].lan; };
  if (behind(from, a)) route.links.push_back(lan(from, true));
  for (const Hop& hop : path.hops) route.links.push_back(static_cast<std::uint32_t>(2 * hop.link + (hop.forward ? 0 : 1)));
  for (const Hop& hop : path.backbones) route.links.push_back(static_cast<std::uint32_t>(2 * (world_.network.links.size() + hop.link) + (hop.forward ? 0 : 1)));
  if (behind(to, b)) route.links.push_back(lan(to, false));
  if (behind(from, a)) route.latency += world_.sites[a].lan->latency.value;
  if (behind(to, b)) route.latency += world_.sites[b].lan->latency.value;
  const std::size_t cap = first_cap() + (number * world_.sites.size() + a) * world_.sites.size() + b;
  if (std::isfinite(capacities_[cap])) route.links.push_back(static_cast<std::uint32_t>(cap));
  // SimGrid bounds a flow by the nominal capacity of its route for life; no factor lifts it above that.
  for (const std::uint32_t link : route.links) route.bound = std::min(route.bound, capacities_[link]);
  return route;
}

FlowRoutes::ClassId FlowRoutes::between(HostId from, HostId to, std::uint32_t path) {
  const std::uint64_t ends = static_cast<std::uint64_t>(path) << 63 | static_cast<std::uint64_t>(from) << 32 | to;
  Recent& recent = recent_[(31 * from + to) % recent_.size()];
  if (recent.ends == ends) return recent.id;
  recent = {ends, lookup(ends, from, to, path)};
  return recent.id;
}

FlowRoutes::ClassId FlowRoutes::lookup(std::uint64_t ends, HostId from, HostId to, std::uint32_t path) {
  if (const auto known = by_ends_.find(ends); known != by_ends_.end()) return known->second;
  FlowRoute route = find(from, to, path);
  const auto [place, fresh] = by_links_.emplace(route.links, static_cast<ClassId>(routes_.size()));
  if (fresh) routes_.push_back(std::move(route));
  by_ends_.emplace(ends, place->second);
  return place->second;
}

} // namespace archipelago
