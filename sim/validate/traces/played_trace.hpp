// A trace as a run of as many nodes, instances or sites plays it.
//
// Node outages by the fleet: the schedule that a run gets (models/failures/observed.hpp) on the fleet that its learners have, looked at whenever a
// node goes or returns, which gives downtime and nodes down at once without rounding. By the engine: a whole exact run of one
// learner, in whose result each loss counts; it looks at its fleet between steps only, so its nodes down are those of whole steps.
// What a market gives and takes, and outages of a site, are events of the engine with dates of their own: a whole exact run counts them
// (Result::faults) and what was held meanwhile. Of instances that join it keeps no count; the plan that it plays has them.
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

// One learner that holds the trace's instances as slices, until a millisecond before the trace ends; no holding if it never gives any.
World world_of_market(const Trace& trace, Seconds step);
std::size_t joins_in(const Holding& holding);                      // slices that come back within the trace

// One learner at a site that is away when place 0 of the trace is; as long.
World world_of_site(const std::shared_ptr<const OutageTrace>& trace, Seconds step);

} // namespace archipelago
