// Findings about one text become problems with line and column, in the order of the text.
#pragma once

#include "scenarios/format/problem.hpp"

#include <string>
#include <vector>

namespace archipelago {

// A finding about something that the text does not hold is placed at the innermost value around it that it does.
std::vector<Problem> place_findings(const std::string& file, const std::string& text, const Findings& findings);

} // namespace archipelago
