// A study as it was asked for: a scenario, what is varied, what must hold, where to look and what to look for.
//
// From a file ("archipelago-study/1", study_file.hpp), from flags, or from both: flags add axes, settings and constraints, and
// replace the rest. `expand` makes the points; no scenario is read for that.
#pragma once

#include "scenarios/studies/axis.hpp"
#include "scenarios/studies/expression.hpp"
#include "scenarios/studies/requirements.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct StudyDesign {
  enum class Kind { grid, latin_hypercube, sobol };
  Kind kind = Kind::grid;
  std::size_t points = 0;                     // of all but grid
  std::uint64_t seed = 1;                     // of a Latin hypercube
};

struct Goal {
  bool largest = false;                       // "max": the largest first
  std::string figure = "goodput";             // key of the result
};

struct Study {
  std::string name, scenario;                 // scenario: path of the file
  std::vector<std::string> settings;          // "key=value"; ${...} is worked out at each point
  std::vector<Axis> axes;
  std::vector<Expression> constraints;
  Requirements requirements;                  // of a plan
  StudyDesign design;
  std::optional<Goal> goal;
  bool has_goal = false;                      // said by the user, rather than the usual one
  std::vector<std::uint64_t> seeds;           // empty: the scenario's
  std::optional<double> half_width;           // of the goal's figure at every point, 90 %; seeds are added until it is reached
  std::size_t most_replications = 64;
};

inline constexpr const char* as_given = "as given";   // value of a key that a point leaves as the scenario has it

struct StudyPoint {
  std::size_t number = 0;                     // from 1, in the order of the design
  std::vector<std::string> values;            // of every key of every axis, as in `axis_keys`
  std::vector<std::string> overrides;         // as after --set
  bool drop_unused = false;                   // keys that its protocol does not use are left out: where protocols are compared
};

std::vector<std::string> axis_keys(const Study& study);
std::vector<std::string> base_overrides(const Study& study);     // its settings, without any axis; throws ExpressionFault

// The point that has these values, one per axis as Axis::values has them; an axis without any stays as the scenario has it, and where
// that is a variable, so do the settings that are worked out from variables.
using AxisValues = std::vector<std::optional<std::vector<std::string>>>;
StudyPoint point_with(const Study& study, const AxisValues& values);
AxisValues axis_values(const Study& study, const StudyPoint& point);      // the reverse

Goal goal_from_text(const std::string& text);                   // "min cost.total_usd"; throws AxisFault
StudyDesign design_from_text(const std::string& text);          // "grid", "sobol:64", "latin-hypercube:64:7"; throws AxisFault

struct Expansion {
  std::vector<StudyPoint> points;
  std::vector<AxisFault> faults;              // points only if there are none
};
Expansion expand(const Study& study);

// Whether the point's scenario, as its canonical text has it, meets every constraint. Throws ExpressionFault.
bool admitted(const Study& study, const StudyPoint& point, const std::string& canonical);

} // namespace archipelago
