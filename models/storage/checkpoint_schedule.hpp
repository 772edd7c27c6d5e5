// How long one checkpoint takes to write, and how much work lies between two, by the rules of a world.
//
// Write: size / bandwidth, with all learners of a site writing at once where they share its storage. Interval: as given; else Daly's
// optimum or Young's (models/failures/checkpoint_interval.hpp) for the mean time between losses of what one loss rolls back, the whole
// job in lock-step, the largest learner otherwise. A write in the background may follow the one before at once.
#pragma once

#include "models/world.hpp"

namespace archipelago {

Seconds checkpoint_write(const World& world);
Seconds checkpoint_interval(const World& world);   // 0: at every synchronization

} // namespace archipelago
