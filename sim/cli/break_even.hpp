// From which value of a key on a condition holds: bisection with the same seeds at every value, and both sides shown.
//
// The margin is the mean over seeds of value - target (turned round where least is best), or of the paired difference to the
// alternative at the same value of the key. The sign of the mean decides on which side a value lies. One crossing is assumed: with
// several, one of them is found.
#pragma once

#include "reports/sensitivity_text.hpp"
#include "sim/cli/sensitivity.hpp"
#include "sim/cli/study_session.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct BreakEvenQuestion {
  Axis axis;                                  // numeric, of one key
  Goal goal;
  std::string condition;                      // in words
  StudyPoint one;                             // without the key
  std::optional<StudyPoint> other;            // that it is compared with; absent: `reach` is
  double reach = 0;
  int most_steps = 24;
  double close_enough = 0.01;                 // of the upper value, where the key is no count
  bool other_stays = false;                   // the key moves for `one` alone
};

// Plays the points; gives the goal's figure of each in the same order.
using MeasurePoints = std::function<std::vector<MeasuredPoint>(std::vector<StudyPoint>)>;
BreakEven search_break_even(const BreakEvenQuestion& question, const MeasurePoints& measure);

BreakEven find_break_even(StudySession& session, const SensitivityArguments& arguments, const std::vector<std::string>& base);

} // namespace archipelago
