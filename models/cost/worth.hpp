// What a run is worth and costs, from its world and the rest of its result: quality, energy, carbon, money.
// Every engine calls this once, when all else of the result is there.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"

namespace archipelago {

void add_worth(const World& world, Result& result);

} // namespace archipelago
