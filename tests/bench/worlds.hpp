// The worlds that the benches play.
#pragma once

#include "models/world.hpp"

namespace archipelago {

// 8 learners at 8 sites of a 5 Gbps star: decoupled DiLoCo, a 1e9-parameter model in int4, one of 24 fragments on every
// 10 s step, all 8 in the quorum. Nothing fails and nobody waits: what is left is what a step and a flow cost.
World steady_world(Horizon horizon);

// 16,384 accelerators in all, one of them interrupted every 5 years, slices of 8; the learners are spread over the sites of a 5 Gbps star
// and exchange a fragment of a 1e9-parameter model on every step: quorum of one, grace as by default, a ring between the sites.
World failing_world(std::size_t learners, std::size_t sites, double step_s);

// 2.4 million accelerators in 8 learners, slices of 8, an interruption of one accelerator per year, one day.
World large_fleet_world();

// 16,384 accelerators in 8 learners of 2,048 that exchange a 405e9-parameter model, one of 24 fragments on every 30 s step: lognormal
// steps (CV 0.05), failures as Llama 3 had them, back after 20 min, each site's link out six times a year for 4 h, checkpoints.
World year_world(Seconds horizon);

} // namespace archipelago
