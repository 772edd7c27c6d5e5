// Steps of a profile that marks none: kernels that come once a step give its rhythm away.
//
// Of all names seen at least three times, those whose starts are evenly spaced (gaps vary by less than 25 %) and cover
// half of the profile are candidates. The number of starts that most candidates share is the number of steps: layers
// also repeat, but their starts bunch up inside a step. Steps run from start to start of the earliest such kernel.
#pragma once

#include "models/audit/interval_set.hpp"

#include <vector>

namespace archipelago {

// `starts` holds one list of start times per name. Empty when there is no rhythm.
Spans find_periodic_steps(std::vector<std::vector<ProfileTime>> starts, ProfileSpan whole);

} // namespace archipelago
