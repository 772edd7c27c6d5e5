// What a hand-written SimGrid program costs that does the same work as an exact run, and nothing of ours.
//
// One actor per learner: a step is a sleep, then a one-sided flow to the next in the ring, 2 (M - 1) / M fragments long and
// detached, the cheapest SimGrid has: nobody waits for it or hears of its end (sendto_async and a wait on the flow of the
// step before cost a sixth more). No quorum, no accounts, no failures, no statistics.
#pragma once

#include "models/world.hpp"

#include <cstdint>

namespace archipelago {

// The sleeps and flows played; `world` is a star with one learner at each site. Once per process, as SimGrid's engine is.
std::uint64_t play_raw(const World& world, std::int64_t steps);

} // namespace archipelago
