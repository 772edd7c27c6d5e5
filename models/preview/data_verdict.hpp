// Whether a run is bound by its loaders, and by which part of the data path: said in the result's flags.
//
// Bound: at some site at least 5 % of the time went into waiting for data. Whether more rate would help follows from the steady
// paces (data_pace.hpp): where they fall short, the share that the loaders give of what the steps would take; where they keep
// up, the waits are those of cold starts and outages.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"

namespace archipelago {

inline constexpr double least_data_bound = 0.05;   // as an audit's bottleneck

void add_data_verdict(const World& world, Result& result);   // completes result.data too

} // namespace archipelago
