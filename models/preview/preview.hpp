// A whole run in closed form: what `run` would find, without playing it, in well under a millisecond for ordinary worlds.
//
// Time per step of each learner = step + stall (pace.hpp) + wait for the quorum or the slowest + pauses (disruption.hpp); the
// shares, goodput, uptime and tokens follow. Learners are taken as aligned: one round per step of the pace-setting
// learner, all contributing. So it is exact for constant steps without failures, close for rare failures, and optimistic where
// unlike learners open more rounds than that or recoveries pile up; the flag "closed-form" says so in every result.
// Availability windows scale what is allocated; their joins cost nothing here. Costs are added by the caller.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"

namespace archipelago {

Result preview(const World& world);

} // namespace archipelago
