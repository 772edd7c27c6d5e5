#include "models/network/ring_order.hpp"

#include "models/network/ring_search.hpp"
#include "models/network/routes.hpp"

#include <algorithm>
#include <limits>

namespace archipelago {

namespace {

BytesPerSecond edge_rate(const Topology& topology, std::size_t a, std::size_t b) {
  const Path* there = topology.path(a, b);
  const Path* back = topology.path(b, a);
  return there && back ? std::min(there->rate(), back->rate()) : BytesPerSecond(0);
}

RingEdges edges_between(const Topology& topology, const std::vector<std::size_t>& sites) {
  RingEdges edges(sites.size());
  for (std::size_t a = 0; a < sites.size(); ++a)
    for (std::size_t b = 0; b < sites.size(); ++b) {
      const Path* path = topology.path(sites[a], sites[b]);
      edges.at(a, b) = {edge_rate(topology, sites[a], sites[b]).value, path ? whole_picoseconds(path->latency) : 0};
    }
  return edges;
}

} // namespace

std::vector<std::size_t> ring_order(const Topology& topology, std::vector<std::size_t> sites, std::size_t exact_limit) {
  std::sort(sites.begin(), sites.end());
  if (sites.size() < 4) return sites;   // all orders are the same ring
  const RingEdges edges = edges_between(topology, sites);
  const auto ring = sites.size() <= exact_limit ? best_ring_exact(edges) : best_ring_heuristic(edges);
  std::vector<std::size_t> order;
  for (std::size_t place : ring) order.push_back(sites[place]);
  return order;
}

BytesPerSecond slowest_edge(const Topology& topology, const std::vector<std::size_t>& order) {
  BytesPerSecond slowest(std::numeric_limits<double>::infinity());
  if (order.size() < 2) return slowest;
  for (std::size_t k = 0; k < order.size(); ++k)
    slowest = std::min(slowest, edge_rate(topology, order[k], order[(k + 1) % order.size()]));
  return slowest;
}

} // namespace archipelago
