// Scenarios by number: all protocols in turn, with failures, several sites, outages, checkpoints, join timeouts, grace,
// availability and uneven steps as chance has it. The same number gives the same world anywhere.
#pragma once

#include "models/world.hpp"

#include <cstdint>

namespace archipelago {

World random_world(std::uint64_t number);

} // namespace archipelago
