// A figure of a world by formula, to stand beside the simulated one.
//
// Mostly the preview's. Where learners come and go by their windows the preview does not tell how long a run takes:
//   horizon in tokens   the time at which sum over learners of rate x available time reaches them; no cost at joins
//   horizon in steps    the preview's time plus what each return costs the others: elastic 3 X steps, decoupled
//                       max(0, 4 X - H), X = time of one model copy on the slowest link / step (protocol section 1.11)
#pragma once

#include "models/units.hpp"
#include "models/world.hpp"

#include <optional>
#include <string>

namespace archipelago {

std::optional<double> figure_by_formula(const World& world, const std::string& figure);   // figure: JSON pointer

Seconds time_to_tokens(const World& world, double tokens);

}   // namespace archipelago
