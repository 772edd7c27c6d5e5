// Scenarios by number: all protocols in turn, with failures, several sites, outages, checkpoints, join timeouts, grace,
// availability and uneven steps as chance has it. The same number gives the same world anywhere.
#pragma once

#include "models/world.hpp"

#include <cstdint>

namespace archipelago {

class Chance;

World random_world(std::uint64_t number);
World random_world(Chance& chance, std::uint64_t number);

// That world, and beside it, each as chance has it: recovery stage by stage with spares, a data path with stores and loaders that fail, slow
// spells, silent corruption, and outages of sites and links drawn or planned.
World disturbed_world(std::uint64_t number);

} // namespace archipelago
