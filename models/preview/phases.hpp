// A world whose links change with the time of day, as the steady worlds that it goes through.
//
// Every combination of factors that the run meets, with the share of the time for which it holds; outages are left out, as in all closed
// forms. Figures of the run are means of those of its phases weighted by time: what is lost in the evening is not a function of the
// mean bandwidth. Exact where phases are long against a synchronization. A horizon of steps or tokens takes as long as their mean
// rate says, of a cycle of the longest period.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"

#include <vector>

namespace archipelago {

struct DayPhase { double share = 0; std::vector<double> factors; };   // of the time; of each carrier

std::vector<DayPhase> day_phases(const Network& network, Seconds span);
bool changes_by_day(const Network& network);
World at_phase(const World& world, const DayPhase& phase);   // without profiles: the bandwidths of that time

// Means of the results of all phases over the same horizon, and the figures that follow from them.
Result mixed(const World& world, const std::vector<DayPhase>& phases, const std::vector<Result>& results);

} // namespace archipelago
