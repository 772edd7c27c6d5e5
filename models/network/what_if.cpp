#include "models/network/what_if.hpp"

#include "models/network/routes.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>
#include <boost/graph/connected_components.hpp>

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>

namespace archipelago {

namespace {

using SiteGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

SiteGraph graph_of(std::size_t sites, const Network& network, std::size_t lost_link = none) {
  SiteGraph graph(sites + network.hubs.size());
  for (std::size_t k = 0; k < network.links.size(); ++k)
    if (k != lost_link) boost::add_edge(network.links[k].between[0], network.links[k].between[1], graph);
  return graph;
}

// How many groups of mutually reachable sites there are, leaving one site out.
std::size_t groups_of_sites(const SiteGraph& graph, std::size_t sites, std::size_t left_out = none) {
  std::vector<std::size_t> component(boost::num_vertices(graph));
  boost::connected_components(graph, component.data());
  std::set<std::size_t> groups;
  for (std::size_t site = 0; site < sites; ++site)
    if (site != left_out) groups.insert(component[site]);
  return groups.size();
}

} // namespace

BytesPerSecond max_flow(std::size_t sites, const Network& network, std::size_t from, std::size_t to) {
  using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
  using FlowEdge = boost::property<boost::edge_capacity_t, double,
                                   boost::property<boost::edge_residual_capacity_t, double,
                                                   boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>;
  using FlowNode = boost::property<boost::vertex_color_t, boost::default_color_type,
                                   boost::property<boost::vertex_predecessor_t, Traits::edge_descriptor>>;
  using FlowGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, FlowNode, FlowEdge>;

  FlowGraph graph(sites + network.hubs.size());
  const auto reverse = boost::get(boost::edge_reverse, graph);
  const auto room = boost::get(boost::edge_capacity, graph);
  for (const Link& link : network.links) {
    const auto there = boost::add_edge(link.between[0], link.between[1], graph).first;
    const auto back = boost::add_edge(link.between[1], link.between[0], graph).first;
    room[there] = room[back] = capacity(link).value;
    reverse[there] = back;
    reverse[back] = there;
  }
  return BytesPerSecond(boost::edmonds_karp_max_flow(graph, from, to));
}

std::vector<std::size_t> cut_links(std::size_t sites, const Network& network) {
  const std::size_t groups = groups_of_sites(graph_of(sites, network), sites);
  std::vector<std::size_t> cuts;
  for (std::size_t link = 0; link < network.links.size(); ++link)
    if (groups_of_sites(graph_of(sites, network, link), sites) > groups) cuts.push_back(link);
  return cuts;
}

std::vector<std::size_t> cut_nodes(std::size_t sites, const Network& network) {
  const SiteGraph graph = graph_of(sites, network);
  std::vector<std::size_t> candidates;
  boost::articulation_points(graph, std::back_inserter(candidates));
  std::vector<std::size_t> cuts;
  for (std::size_t node : candidates) {
    SiteGraph without = graph;
    boost::clear_vertex(node, without);
    if (groups_of_sites(without, sites, node) > groups_of_sites(graph, sites, node)) cuts.push_back(node);
  }
  std::sort(cuts.begin(), cuts.end());
  return cuts;
}

std::optional<std::size_t> best_centre(const Topology& topology, const std::vector<std::size_t>& members) {
  struct Candidate { std::size_t site; BytesPerSecond slowest; std::int64_t picoseconds; };
  std::optional<Candidate> best;
  for (std::size_t centre : members) {
    Candidate candidate{centre, topology.path(centre, centre)->bottleneck, 0};
    bool reaches_all = true;
    for (std::size_t other : members) {
      const Path* path = topology.path(other, centre);
      if (!(reaches_all = reaches_all && path)) break;
      candidate.slowest = std::min(candidate.slowest, path->rate());
      candidate.picoseconds += whole_picoseconds(path->latency);
    }
    if (!reaches_all) continue;
    if (!best || candidate.slowest > best->slowest ||
        (candidate.slowest == best->slowest && candidate.picoseconds < best->picoseconds))
      best = candidate;
  }
  return best ? std::optional(best->site) : std::nullopt;
}

std::optional<std::size_t> bottleneck_link(const Path& path, const Network& network) {
  if (path.hops.empty()) return std::nullopt;
  const auto slowest = std::min_element(path.hops.begin(), path.hops.end(), [&](const Hop& a, const Hop& b) {
    return capacity(network.links[a.link]) < capacity(network.links[b.link]);
  });
  return slowest->link;
}

} // namespace archipelago
