// Setting up connections in the preview: the first synchronization takes longer, once, and its exposed part is spread over the
// horizon. A first synchronization inside the warm-up does not count. Learners that come back pay again; that is left out.
#pragma once

#include "models/preview/run_times.hpp"
#include "models/world.hpp"

namespace archipelago {

void add_start_up(const World& world, double horizon_s, RunTimes& run);

} // namespace archipelago
