// From which value of a knob on the proposal no longer pays: the ends of its range first, then bisection in the logarithm of the factor, all
// knobs at once; both sides are played at every value with the same seeds. One crossing is assumed: with several, one of them is found.
#pragma once

#include "sim/cli/proposal/sides.hpp"

namespace archipelago {

// [{knob, title, found, finished, from: {value, factor, proposed, today}, to: {…}}]: the two values around the crossing, or the ends of the range.
nlohmann::json search_break_evens(RunBook& book, const Sides& sides, const std::vector<Knob>& knobs, const std::string& figure);

} // namespace archipelago
