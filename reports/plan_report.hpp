// The account of a plan: what was asked, how the points thinned out, who won, why, and what would change that.
//
// All differences are paired by seed with 90 % intervals (Student's t). The front holds the points that no other beats in all of its figures
// at once, by their means, among points with all seeds that do not surely miss a limit.
#pragma once

#include "reports/sensitivity_text.hpp"
#include "reports/study_report.hpp"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct PlanCount { std::string what; std::size_t points = 0; };

struct PlanRung { std::size_t seeds = 0, points = 0, runs = 0, contenders = 0; };

struct PlanPoint {                            // a point of the design that can be played
  MeasuredPoint measured;                     // without figures: only the closed form has looked at it
  std::map<std::string, double> closed_form;
  std::size_t seeds = 0;                      // that it was played with at most
  std::string keeping;                        // "meets", "open", "misses" the limits; empty: not played
  bool on_front = false;
};

struct PlanReversal {                         // the winner with one axis as the other has it
  std::string key, own, other;
  std::optional<FigureReading> change;        // of the goal
  std::string note;                           // limits that it misses, or why it cannot be played
  bool decides = false;                       // told apart from 0, or not possible
};

struct PlanComparison {
  std::string with;                           // "the runner-up, point 12", "the scenario as it stands"
  std::optional<FigureReading> change;        // of the goal, the other less the winner
  std::string note;                           // limits that the other misses
  std::vector<PlanReversal> reversals;        // the most decisive first
};

struct PlanFlip { std::string against; BreakEven search; std::string present; };   // present: value of the key in the scenario

struct PlanReport {
  std::string name;
  std::vector<std::string> keys;              // what was varied
  std::string goal;
  bool largest = false;
  std::vector<std::string> limits;            // "goodput >= 0.9", "zones: eu"
  std::vector<std::string> front_figures, figures;   // figures: that are shown, the goal first

  std::size_t design = 0, left_out = 0;       // points; by `where`
  std::vector<PlanCount> refused;
  std::size_t pilots = 0;
  std::vector<std::pair<std::string, std::pair<double, bool>>> spreads;   // by figure: what corrected forecasts are off by, and whether as a ratio
  std::size_t surely_misses = 0, surely_behind = 0, not_looked_at = 0;
  std::vector<PlanRung> rungs;
  std::size_t search_runs = 0, explanation_runs = 0, grid_runs = 0;

  std::vector<PlanPoint> points;
  std::optional<std::size_t> winner, runner_up;      // places in points
  std::vector<std::size_t> level;             // places in points that cannot be told from the winner
  std::vector<std::string> nearest;           // without a winner: for each limit, what comes nearest to it
  std::optional<MeasuredPoint> baseline;
  std::vector<PlanComparison> comparisons;
  std::vector<std::string> room;              // for each limit on a figure, how far the winner is from it
  std::vector<PlanFlip> flips;
  std::vector<std::string> unmoved;           // keys that the closed form moves from a quarter to four times without a flip
  std::vector<std::string> notes;
};

std::string plan_text(const PlanReport& plan, const Terminal& terminal);
nlohmann::ordered_json to_json(const PlanReport& plan);      // "archipelago-plan/1"

// {"point", "values": {key: as written}, "figures": {key: {mean, ci90, n} or null}}
nlohmann::ordered_json to_json(const MeasuredPoint& point, const std::vector<std::string>& keys, const std::vector<std::string>& figures);

} // namespace archipelago
