// The worlds that the benches play.
#pragma once

#include "models/world.hpp"

namespace archipelago {

// 8 learners at 8 sites of a 5 Gbps star: decoupled DiLoCo, a 1e9-parameter model in int4, one of 24 fragments on every
// 10 s step, all 8 in the quorum. Nothing fails and nobody waits: what is left is what a step and a flow cost.
World steady_world(Horizon horizon);

// 2.4 million accelerators in 8 learners, slices of 8, an interruption of one accelerator per year, one day.
World large_fleet_world();

} // namespace archipelago
