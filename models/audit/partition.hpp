// Every moment of a window in exactly one use of time.
//
//   time of use u in window w = | (moments of u) minus (moments of all uses before u) | within w;   idle = what is left
//
// Exposed communication is thus communication while no kernel computes. Uses are in the order of TimeUse.
#pragma once

#include "models/audit/activity.hpp"
#include "models/audit/interval_set.hpp"
#include "models/units.hpp"

#include <array>

namespace archipelago {

inline constexpr std::size_t recorded_use_count = 7;   // compute ... host; idle and straggler_wait follow from them
static_assert(static_cast<std::size_t>(TimeUse::host) + 1 == recorded_use_count);

using UseTimes = std::array<Seconds, time_use_count>;
using UseSets = std::array<IntervalSet, recorded_use_count>;

std::vector<UseTimes> partition(UseSets& sets, const Spans& windows);   // windows in order and disjoint

} // namespace archipelago
