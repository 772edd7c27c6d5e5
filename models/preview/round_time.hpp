// Learners that synchronize in rounds: by quorum (Decoupled DiLoCo), all together every few steps (DiLoCo, Streaming DiLoCo), or
// as one job that exchanges gradients at every step (data parallel, elastic or not).
//
//   quorum     own step + stall; a learner faster than the K-th fastest waits for it; failures touch nobody else
//   lock-step  barrier of the slowest, plus for every period the pauses of whoever pauses most
//   job        barrier at every step; any loss pauses all, or stops all until every slice is back
#pragma once

#include "models/preview/run_times.hpp"

namespace archipelago {

void add_round_times(const World& world, const Topology& topology, RunTimes& run);

} // namespace archipelago
