// Which of the points that were played are ahead, and which go on to more seeds.
//
// A limit is met when the mean over seeds keeps to it, surely missed when the whole 90 % interval (Student) lies beyond it, and open in
// between; with one seed there is no interval, and a slack takes its place. The leader is the best mean of the goal among points that meet all limits.
// On goes who may still win: every point that does not surely miss a limit, and whose paired difference to the leader has an interval that
// includes 0 or lies on the better side; with one seed all of them. Best means go first where there are more than may go on, half of the places for
// points that meet every limit. Further places are for the Pareto front of the front's figures, evenly along its first.
#pragma once

#include "reports/study_report.hpp"
#include "sim/study/plan/forecast.hpp"
#include "sim/study/plan/question.hpp"

#include <map>
#include <optional>
#include <vector>

namespace archipelago {

enum class Keeping { meets, open, misses, unknown };   // unknown: a run failed, or a figure is not there

using Slack = std::map<std::string, double>;  // by figure: what one seed may be off by

Keeping keeping_of(const PlanQuestion& question, const MeasuredPoint& point, const Slack& slack = {});
Keeping keeping_of(const PlanLimit& limit, const MeasuredPoint& point, const Slack& slack = {});

struct Standing {
  std::size_t candidate = 0;
  Keeping keeping = Keeping::unknown;
  std::optional<FigureReading> goal, to_leader;   // to_leader: paired difference, absent for the leader and without a common seed
  bool told_apart = false;                    // the interval of the difference leaves out 0
};

// The leader first, then by the mean of the goal, points that surely miss a limit or have no goal last. No leader: no point meets all limits.
struct Standings { std::vector<Standing> points; bool has_leader = false; };
Standings standings(const PlanQuestion& question, const Played& played, const Slack& slack = {});

struct Places { std::size_t goal = 0, front = 0; };
struct Promotion {
  std::vector<std::size_t> candidates;        // in the order of the standings
  std::size_t contenders = 0;                 // that may still win; more than `places.goal`: the rest was cut by their means
};
Promotion promoted(const PlanQuestion& question, const Played& played, Places places, const Slack& slack = {});

// Candidates that no other beats in all of the front's figures at once (means); points that surely miss a limit are left out.
std::vector<std::size_t> front_of(const PlanQuestion& question, const Played& played, const Slack& slack = {});

} // namespace archipelago
