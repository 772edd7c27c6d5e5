// The bill of the counted time, line by line; the total is the sum of the lines.
//
//   accelerators   accelerators x allocated hours x price: learners[].price, costs.accelerator_hour, then the catalogue's price
//   spares         accelerators of each pool x hours of the horizon x the price of the learner that they stand by for
//   transfers      bytes over each priced link, each direction, or at costs.egress; leases per hour
//   energy         energy of owned accelerators, of all where costs.energy is given, at sites[].power_price before costs.energy
//   syncer, storage, staff   per hour of the horizon; storage per month of 730.5 h
// Words of FinOps FOCUS 1.2: ServiceCategory, PricingCategory, ConsumedQuantity, ConsumedUnit. Once-only costs are no part of it.
// A total that lacks a price that it needs is not a total: it stays unknown, with what to give.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"

namespace archipelago {

void add_costs(const World& world, Result& result);   // after energy and quality

} // namespace archipelago
