// A comparison on the terminal: one row per figure, one column per design, then the paired differences and what they
// do not show, in words.
#pragma once

#include "reports/compare.hpp"
#include "reports/terminal.hpp"

#include <string>

namespace archipelago {

std::string comparison_text(const Comparison& comparison, const Terminal& terminal);

}   // namespace archipelago
