// Steps of a profile that marks none: kernels that come once a step give its rhythm away.
//
// Of all names seen at least three times, those whose starts are evenly spaced (gaps vary by less than 25 %) and cover
// half of the profile are candidates. A fifth of the gaps may be longer than 1.5 median ones, as a step may take long or its
// start be lost, unless these come in a pattern of their own: layers repeat too, with a long gap after the last of a step.
// The number of starts that most candidates share is the number of steps. They run from start to start of the earliest such kernel.
#pragma once

#include "models/audit/interval_set.hpp"

#include <vector>

namespace archipelago {

// `starts` holds one list of start times per name. Empty when there is no rhythm.
Spans find_periodic_steps(std::vector<std::vector<ProfileTime>> starts, ProfileSpan whole);

} // namespace archipelago
