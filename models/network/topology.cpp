#include "models/network/topology.hpp"

#include "models/network/routes.hpp"

#include <limits>
#include <utility>

namespace archipelago {

namespace {

Path describe(const std::vector<Link>& links, std::vector<Hop> hops) {
  Path path;
  path.bottleneck = BytesPerSecond(std::numeric_limits<double>::infinity());
  for (const Hop& hop : hops) {
    path.latency += links[hop.link].latency;
    path.bottleneck = std::min(path.bottleneck, capacity(links[hop.link]));
  }
  const Seconds there_and_back(round_trip(path.latency).value);
  for (const Hop& hop : hops) {
    const Transport& transport = links[hop.link].transport;
    if (transport.kind != Transport::Kind::tcp || !transport.window || there_and_back.value <= 0) continue;
    const BytesPerSecond cap = *transport.window * transport.streams / there_and_back;
    path.flow_cap = path.flow_cap ? std::min(*path.flow_cap, cap) : cap;
  }
  path.hops = std::move(hops);
  return path;
}

std::vector<Hop> walk(const std::vector<Link>& links, std::size_t from, const std::vector<std::size_t>& route) {
  std::vector<Hop> hops;
  std::size_t node = from;
  for (std::size_t index : route) {
    const bool forward = links[index].between[0] == node;
    hops.push_back({index, forward});
    node = links[index].between[forward ? 1 : 0];
  }
  return hops;
}

std::vector<Hop> turned_around(const std::vector<Hop>& hops) {
  std::vector<Hop> back(hops.rbegin(), hops.rend());
  for (Hop& hop : back) hop.forward = !hop.forward;
  return back;
}

} // namespace

BytesPerSecond capacity(const Link& link) { return link.bandwidth * link.transport.efficiency; }

Topology::Topology(std::size_t sites, const Network& network) : sites_(sites), paths_(sites * sites) {
  for (std::size_t from = 0; from < sites; ++from) {
    const auto routes = routes_from(from, sites + network.hubs.size(), network.links);
    paths_[from * sites + from] = describe(network.links, {});
    for (std::size_t to = from + 1; to < sites; ++to) {
      if (!routes[to]) continue;
      const auto hops = walk(network.links, from, *routes[to]);
      paths_[from * sites + to] = describe(network.links, hops);
      paths_[to * sites + from] = describe(network.links, turned_around(hops));
    }
  }
}

const Path* Topology::path(std::size_t from, std::size_t to) const {
  const auto& path = paths_[from * sites_ + to];
  return path ? &*path : nullptr;
}

} // namespace archipelago
