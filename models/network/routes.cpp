#include "models/network/routes.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include <algorithm>
#include <limits>
#include <numeric>

namespace archipelago {

namespace {

// A route's length in the order of preference. Adding a link keeps the order of two routes (equal latency and count
// imply name sequences of equal length), which is what Dijkstra's algorithm needs.
struct Length {
  std::int64_t picoseconds = 0;
  std::size_t links = 0;
  std::vector<std::size_t> name_ranks;

  auto operator<=>(const Length&) const = default;
};

Length operator+(Length length, const Length& link) {
  length.picoseconds += link.picoseconds;
  length.links += link.links;
  length.name_ranks.insert(length.name_ranks.end(), link.name_ranks.begin(), link.name_ranks.end());
  return length;
}

std::vector<std::size_t> indices_by_name(const std::vector<Link>& links) {
  std::vector<std::size_t> order(links.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return links[a].name < links[b].name; });
  return order;
}

using LatencyGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                    boost::property<boost::edge_weight_t, Length>>;

} // namespace

std::vector<std::optional<std::vector<std::size_t>>> routes_from(std::size_t origin, std::size_t nodes,
                                                                 const std::vector<Link>& links) {
  const auto by_name = indices_by_name(links);
  LatencyGraph graph(nodes);
  for (std::size_t rank = 0; rank < by_name.size(); ++rank) {
    const Link& link = links[by_name[rank]];
    boost::add_edge(link.between[0], link.between[1], Length{whole_picoseconds(link.latency), 1, {rank}}, graph);
  }
  const Length unreachable{std::numeric_limits<std::int64_t>::max(), 0, {}};
  std::vector<Length> lengths(nodes);
  boost::dijkstra_shortest_paths(graph, origin,
                                 boost::distance_map(lengths.data())
                                     .distance_compare(std::less<Length>())
                                     .distance_combine(std::plus<Length>())
                                     .distance_inf(unreachable)
                                     .distance_zero(Length{}));
  std::vector<std::optional<std::vector<std::size_t>>> routes(nodes);
  for (std::size_t node = 0; node < nodes; ++node) {
    if (lengths[node] == unreachable) continue;
    std::vector<std::size_t> route;
    for (std::size_t rank : lengths[node].name_ranks) route.push_back(by_name[rank]);
    routes[node] = std::move(route);
  }
  return routes;
}

} // namespace archipelago
