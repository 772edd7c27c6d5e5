// Shortest routes from one node of the network to all others, as link sequences.
//
// Distances are compared exactly: latencies are summed as whole picoseconds, because the same three latencies added in
// another order may differ in the last bit of a double, and a tie must be a tie.
#pragma once

#include "models/network/network.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace archipelago {

inline std::int64_t whole_picoseconds(OneWayLatency latency) {
  return static_cast<std::int64_t>(latency.value * 1e12 + 0.5);
}

// Link indices in travel order for each node; absent where the node cannot be reached.
std::vector<std::optional<std::vector<std::size_t>>> routes_from(std::size_t origin, std::size_t nodes,
                                                                 const std::vector<Link>& links);

} // namespace archipelago
