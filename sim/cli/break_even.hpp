// From which value of a key on a condition holds: bisection with the same seeds at every value, and both sides shown.
//
// The margin is the mean over seeds of value - target (turned round where least is best), or of the paired difference to the
// alternative at the same value of the key. The sign of the mean decides on which side a value lies. One crossing is assumed: with
// several, one of them is found.
#pragma once

#include "reports/sensitivity_text.hpp"
#include "sim/cli/sensitivity.hpp"
#include "sim/cli/study_session.hpp"

#include <string>
#include <vector>

namespace archipelago {

BreakEven find_break_even(StudySession& session, const SensitivityArguments& arguments, const std::vector<std::string>& base);

} // namespace archipelago
