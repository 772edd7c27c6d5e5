// The order in which sites should form a ring: the one whose slowest edge is fastest (a bottleneck travelling salesman).
//
// An edge is worth the rate of one lone flow along the path between two sites, the slower of both ways. Links shared by
// several edges of the ring are not discounted. Ties go to the least total latency, then to the lexicographically
// least order; an order starts at its lowest site. Exact up to `exact_ring_limit` sites (dynamic programme over subsets,
// Held & Karp 1962); above it a greedy tour improved by 2-opt moves, deterministic and never worse than the sites in
// their listed order. PCCL and PRIME order their rings by the same objective.
#pragma once

#include "models/network/topology.hpp"

#include <cstddef>
#include <vector>

namespace archipelago {

inline constexpr std::size_t exact_ring_limit = 12;

std::vector<std::size_t> ring_order(const Topology& topology, std::vector<std::size_t> sites,
                                    std::size_t exact_limit = exact_ring_limit);

// The slowest edge of a ring in the given order; infinite for fewer than two sites, zero when an edge has no path.
BytesPerSecond slowest_edge(const Topology& topology, const std::vector<std::size_t>& order);

} // namespace archipelago
