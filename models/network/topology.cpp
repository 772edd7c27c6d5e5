#include "models/network/topology.hpp"

#include "models/network/flow_cap.hpp"
#include "models/network/routes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace archipelago {

namespace {

// The backbones that a hop belongs to, in its direction.
void add_backbones(const Network& network, const Hop& hop, std::vector<Hop>& crossed) {
  for (std::size_t k = 0; k < network.backbones.size(); ++k)
    for (const Backbone::Member& member : network.backbones[k].members)
      if (member.link == hop.link) crossed.push_back({k, member.forward == hop.forward});
}

CrossedTransports transports_of(const Network& network, const std::vector<Hop>& hops) {
  CrossedTransports transports;
  for (const Hop& hop : hops) transports.push_back(&network.links[hop.link].transport);
  return transports;
}

Path describe(const Network& network, std::vector<Hop> hops) {
  Path path;
  path.bottleneck = BytesPerSecond(std::numeric_limits<double>::infinity());
  double variance = 0;
  for (const Hop& hop : hops) {
    const Link& link = network.links[hop.link];
    path.latency += link.latency;
    variance += link.jitter.value * link.jitter.value;
    path.bottleneck = std::min(path.bottleneck, capacity(link));
    add_backbones(network, hop, path.backbones);
  }
  for (const Hop& crossed : path.backbones) {
    const auto times = std::count_if(path.backbones.begin(), path.backbones.end(),
                                     [&](const Hop& other) { return other.link == crossed.link && other.forward == crossed.forward; });
    path.bottleneck = std::min(path.bottleneck, network.backbones[crossed.link].bandwidth / static_cast<double>(times));
  }
  path.jitter = Seconds(std::sqrt(variance));
  const CrossedTransports transports = transports_of(network, hops);
  path.flow_cap = flow_cap(transports, path.latency);
  path.initial_window = initial_window(transports);
  path.hops = std::move(hops);
  return path;
}

// The best path that avoids some links.
std::optional<std::vector<std::size_t>> route_without(const std::vector<char>& avoided, std::size_t from, std::size_t to, std::size_t nodes,
                                                      const std::vector<Link>& links) {
  std::vector<Link> left;
  std::vector<std::size_t> index;
  for (std::size_t l = 0; l < links.size(); ++l)
    if (!avoided[l]) {
      left.push_back(links[l]);
      index.push_back(l);
    }
  auto route = routes_from(from, nodes, left)[to];
  if (route)
    for (std::size_t& link : *route) link = index[link];
  return route;
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

BytesPerSecond capacity(const Link& link) { return link.bandwidth * link.transport.efficiency * (1 - link.transport.loss); }
BytesPerSecond capacity(const Lan& lan) { return lan.bandwidth * lan.transport.efficiency * (1 - lan.transport.loss); }

std::optional<BytesPerSecond> flow_cap_between(const Network& network, const Path& path, const std::optional<Lan>& from, const std::optional<Lan>& to) {
  CrossedTransports transports = transports_of(network, path.hops);
  OneWayLatency latency = path.latency;
  for (const auto* lan : {&from, &to}) {
    if (!*lan) continue;
    latency += (*lan)->latency;
    transports.push_back(&(*lan)->transport);
  }
  return flow_cap(transports, latency);
}

Seconds start_delay(const Path& path, Bytes size) {
  return path.initial_window ? slow_start_delay(size, *path.initial_window, round_trip(path.latency), path.rate()) : Seconds(0);
}

Topology::Topology(std::size_t sites, const Network& network) : sites_(sites), paths_(sites * sites) {
  for (std::size_t from = 0; from < sites; ++from) {
    const auto routes = routes_from(from, sites + network.hubs.size(), network.links);
    paths_[from * sites + from] = describe(network, {});
    for (std::size_t to = from + 1; to < sites; ++to) {
      if (!routes[to]) continue;
      const auto hops = walk(network.links, from, *routes[to]);
      paths_[from * sites + to] = describe(network, hops);
      paths_[to * sites + from] = describe(network, turned_around(hops));
    }
  }
  if (network.multipath != Multipath::none) add_second_paths(network);
}

void Topology::add_second_paths(const Network& network) {
  second_.resize(sites_ * sites_);
  const std::size_t nodes = sites_ + network.hubs.size();
  for (std::size_t from = 0; from < sites_; ++from)
    for (std::size_t to = from + 1; to < sites_; ++to) {
      const Path* first = path(from, to);
      if (!first || first->hops.empty()) continue;
      std::vector<char> own(network.links.size(), 0);
      for (const Hop& hop : first->hops) own[hop.link] = 1;
      std::vector<char> shared = own;
      for (const Hop& crossed : first->backbones)
        for (const Backbone::Member& member : network.backbones[crossed.link].members) shared[member.link] = 1;
      auto route = route_without(shared, from, to, nodes, network.links);
      if (!route) route = route_without(own, from, to, nodes, network.links);
      if (!route) continue;
      const auto hops = walk(network.links, from, *route);
      second_[from * sites_ + to] = describe(network, hops);
      second_[to * sites_ + from] = describe(network, turned_around(hops));
    }
}

} // namespace archipelago
