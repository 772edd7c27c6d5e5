// The most that one flow between two sites can carry, however empty the links are: TCP's window over the whole round trip.
//
//   cap = min over the TCP legs with a window of streams x window / (2 x one-way latency), lan legs included
#pragma once

#include "models/network/topology.hpp"
#include "models/world.hpp"

#include <optional>

namespace archipelago {

std::optional<BytesPerSecond> flow_cap(const World& world, const Path& path, std::size_t from, std::size_t to);

} // namespace archipelago
