#include "gui/data/spring_layout.hpp"

#include "gui/data/world_map.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/circle_layout.hpp>
#include <boost/graph/kamada_kawai_spring_layout.hpp>
#include <boost/graph/topology.hpp>

namespace archipelago::gui {

namespace {

using Plane = boost::square_topology<>;
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, boost::property<boost::edge_weight_t, double>>;

} // namespace

void spring_layout(WorldMap& map) {
  const std::size_t nodes = map.nodes.size();
  if (nodes == 0) return;
  Graph graph(nodes);
  for (const MapLink& link : map.links) boost::add_edge(link.from, link.to, 1.0, graph);
  std::vector<Plane::point_type> points(nodes);
  const auto places = boost::make_iterator_property_map(points.begin(), boost::get(boost::vertex_index, graph));
  boost::circle_graph_layout(graph, places, 0.5);
  constexpr std::size_t most = 300;           // cubic in the nodes: larger worlds stay on their circle
  if (nodes > 2 && nodes <= most) boost::kamada_kawai_spring_layout(graph, places, boost::get(boost::edge_weight, graph), Plane(), boost::side_length(1.0));
  for (std::size_t i = 0; i < nodes; ++i) map.nodes[i].at = {points[i][0], points[i][1]};
}

} // namespace archipelago::gui
