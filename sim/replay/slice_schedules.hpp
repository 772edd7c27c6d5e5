// The losses of a run that come on the wall clock, from a trace or a generator: one schedule per learner, or none where laws draw them.
#pragma once

#include "models/failures/observed.hpp"
#include "models/world.hpp"

namespace archipelago {

std::vector<SliceSchedule> slice_schedules(const World& world, std::uint64_t seed);

// How long a generator draws for a run: what a horizon in time says; else, as nobody knows how long steps or tokens will take, four
// times what they would without a loss and a month more. Should a run go on longer, its losses begin anew.
Seconds drawn_span(const World& world);

} // namespace archipelago
