// A trace of node outages as a run of as many nodes plays it.
//
// By the fleet: the schedule that a run gets (models/failures/observed.hpp) on the fleet that its learners have, looked at whenever a
// node goes or returns, which gives downtime and nodes down at once without rounding. By the engine: a whole exact run of one
// learner, in whose result each loss counts; it looks at its fleet between steps only, so its nodes down are those of whole steps.
#pragma once

#include "models/failures/traces/time_weighted.hpp"
#include "models/failures/traces/trace.hpp"
#include "models/world.hpp"

#include <memory>

namespace archipelago {

struct PlayedTrace { std::size_t events = 0; TimeWeighted down; };

PlayedTrace play_fleet(const std::shared_ptr<const OutageTrace>& trace);

// One learner of the trace's nodes that runs as long as the trace; about `step` a step.
World world_of(const std::shared_ptr<const OutageTrace>& trace, Seconds step);

} // namespace archipelago
