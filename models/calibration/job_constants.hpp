// What sets a real job apart from its scenario: four constants of its software and network, and how they act on a World.
//
//   step time        = the scenario's own / step_efficiency
//   link capacity    = the scenario's own x link_efficiency at the link's bandwidth (models/network/rate_efficiency.hpp)
//   synchronization  = the scenario's own + sync_overhead, and + start_up where someone takes part for the first time
//
// They multiply or add to what a scenario says, so that constants fitted on some runs carry over to other scenarios.
#pragma once

#include "models/network/rate_efficiency.hpp"
#include "models/world.hpp"

namespace archipelago {

struct JobConstants {
  double step_efficiency = 1;
  Seconds sync_overhead, start_up;
  RateEfficiencies link_efficiency;           // by bandwidth
};

void apply_efficiencies(const JobConstants& constants, World& world);   // of steps and links
void apply(const JobConstants& constants, World& world);                // all four

} // namespace archipelago
