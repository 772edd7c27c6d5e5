// A measured run that is played to be compared with, no longer than the figures asked of it need.
//
// A rate or a time per synchronization settles within thousands of rounds, a total does not. What a run may leave out is asked
// of the closed form (models/preview): the shorter run, one seed of it and no failures, gives the same figures within 0.1 %, once
// as stated and once with an overhead and a start-up. Extremes are never shortened: the closed form does not know them.
#pragma once

#include "models/world.hpp"
#include "sim/calibrate/runs/result_key.hpp"

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

inline constexpr double many_steps = 1e5;     // of all learners and seeds: a tenth of a second

struct Shortened { World world; std::string note; };   // "5 % of the horizon with ..."

// Absent where the run is short, or something asked for depends on all of it.
std::optional<Shortened> shortened(const World& world, const std::vector<ResultKey>& asked);

// Inner steps of all learners and seeds, in closed form.
double steps_of(const World& world);

} // namespace archipelago
