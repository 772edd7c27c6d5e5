// What the counted time costs at the scenario's prices, and what a reader of the result must be told.
//
// Cost = sum over learners of accelerators x allocated hours x price per accelerator-hour (learners[].price before
// costs.accelerator_hour), plus bytes sent over each priced link or at costs.egress. USD, no discount, no tax.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"

namespace archipelago {

void add_costs(const World& world, Result& result);     // or an `unknown` that names the missing price
void add_caveats(const World& world, Result& result);   // flags: failures unknown, roll-back not modelled, ...

} // namespace archipelago
