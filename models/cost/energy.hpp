// Energy at the meter and the carbon of making it.
//
//   kWh at a site = PUE x sum over its learners of accelerators x server power x (share computing x draw + rest x draw) x allocated time
//   carbon = kWh x carbon intensity of the site
//
// Server power: rated power of a server over its accelerators (learners[].accelerator.server_power). The default draw is 75 % of rated
// in training, waits included (Epoch AI cost model, 2024). Valid for whole runs, not for instants; network outside the servers, storage and
// idle spares are not counted.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"

namespace archipelago {

void add_energy_and_carbon(const World& world, Result& result);   // or `unknown` entries that name what is missing

} // namespace archipelago
