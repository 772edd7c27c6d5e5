// Why the winner won: its axes turned back one at a time to what another point has, and the values of the world at which the other wins.
#pragma once

#include "reports/plan_report.hpp"
#include "sim/cli/break_even.hpp"
#include "sim/cli/plan_session.hpp"
#include "sim/study/plan/question.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct Contestant { StudyPoint point; MeasuredPoint measured; std::string name; };   // "point 12, the runner-up"

// The scenario without any axis, with what the study sets at every point; and the values that its axes have there, as far as it writes them.
struct Baseline { StudyPoint point; std::vector<std::string> values; };
Baseline baseline_of(const Study& study);

class Explanation {
public:
  Explanation(PlanSession& session, const Study& study, const PlanQuestion& question, Contestant winner, std::size_t seeds)
      : session_(session), study_(study), question_(question), winner_(std::move(winner)), seeds_(seeds) {}

  PlanComparison against(const Contestant& other);

  // Where along these axes the winner and the other change places. Those that the closed form lets expect it are searched by runs, the
  // nearest first, `most` of them; all that are `asked` for.
  struct Flips { std::vector<PlanFlip> found; std::vector<std::string> unmoved; };
  Flips flips(const Contestant& other, const std::vector<Axis>& asked, std::size_t most);

  // From where on the winner loses when the first key of the axis that decided moves, for it alone, towards what the other has. Absent where that is no number.
  std::optional<PlanFlip> own_flip(const Contestant& other, const PlanComparison& comparison);

private:
  BreakEven searched(const BreakEvenQuestion& question, const Contestant& other);
  std::vector<Axis> movable() const;          // prices, bandwidths and failure rates of the winner's scenario that are not varied, from a quarter to four times
  std::optional<double> closed_form_margin(const Contestant& other, const std::string& setting) const;

  PlanSession& session_;
  const Study& study_;
  const PlanQuestion& question_;
  Contestant winner_;
  std::size_t seeds_;
};

} // namespace archipelago
