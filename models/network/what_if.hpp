// What a network can carry and what it cannot lose: answers before anything is simulated.
//
//   max_flow     bytes per second between two sites over all routes at once (Edmonds-Karp); shortest-path
//                routing uses one of them, so this is what better routing could give
//   cut_links    bridges: a link whose loss separates two sites
//   cut_nodes    articulation points: a hub or site whose loss separates two other sites
//   best_centre  the site whose slowest path to or from any other is fastest, then least total latency, then listed first
//
// Parallel links are no bridges. Nodes are sites first, then hubs, as in Link::between.
#pragma once

#include "models/network/topology.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace archipelago {

BytesPerSecond max_flow(std::size_t sites, const Network& network, std::size_t from, std::size_t to);

std::vector<std::size_t> cut_links(std::size_t sites, const Network& network);   // ascending link indices
std::vector<std::size_t> cut_nodes(std::size_t sites, const Network& network);   // ascending node indices

std::optional<std::size_t> best_centre(const Topology& topology, const std::vector<std::size_t>& members);

// The slowest link of a path, the first of several; absent for an empty path.
std::optional<std::size_t> bottleneck_link(const Path& path, const Network& network);

} // namespace archipelago
