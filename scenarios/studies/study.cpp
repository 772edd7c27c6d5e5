#include "scenarios/studies/study.hpp"

#include "models/statistics/designs.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/studies/key_path.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <set>

namespace archipelago {

namespace {

constexpr std::size_t most_points = 1000000;

std::vector<UnitPoint> places_of(const Study& study) {
  const std::size_t axes = study.axes.size();
  if (study.design.kind == StudyDesign::Kind::sobol) return sobol_points(study.design.points, axes);
  if (study.design.kind == StudyDesign::Kind::latin_hypercube) return latin_hypercube(study.design.points, axes, study.design.seed);
  std::vector<UnitPoint> grid(1);
  for (const Axis& axis : study.axes) {       // the last axis turns fastest
    std::vector<UnitPoint> wider;
    wider.reserve(grid.size() * axis.values.size());
    for (const UnitPoint& point : grid)
      for (std::size_t i = 0; i < axis.values.size(); ++i) {
        wider.push_back(point);
        wider.back().push_back((static_cast<double>(i) + 0.5) / static_cast<double>(axis.values.size()));
      }
    grid = std::move(wider);
  }
  return grid;
}

using Variables = std::vector<std::pair<std::string, std::string>>;   // with the $

ExpressionValue variable(const Variables& variables, const std::string& name) {
  for (const auto& [known, value] : variables)
    if (known == name) return expression_value(value);
  std::vector<std::string> names;
  for (const auto& [known, value] : variables) names.push_back(known);
  const std::string nearest = nearest_name(name, names);
  throw ExpressionFault{fmt::format("there is no variable {}{}", name, nearest.empty() ? "" : fmt::format(", did you mean {}?", nearest))};
}

// "learners.west.count=${n}" with every ${...} worked out; inside, variables go without their $.
std::string filled_in(const std::string& setting, const Variables& variables, std::set<std::string>& used) {
  std::string text;
  std::size_t at = 0;
  for (std::size_t open; (open = setting.find("${", at)) != std::string::npos;) {
    const auto close = setting.find('}', open);
    if (close == std::string::npos) throw ExpressionFault{fmt::format("--set {}: the }} of ${{ is missing", setting)};
    text += setting.substr(at, open - at);
    const Expression expression(setting.substr(open + 2, close - open - 2));
    text += expression_text(expression.value([&](const std::string& name) {
      const std::string full = name.starts_with('$') ? name : "$" + name;
      used.insert(full);
      return variable(variables, full);
    }));
    at = close + 1;
  }
  return text + setting.substr(at);
}

void check_axes(const Study& study, std::vector<AxisFault>& faults) {
  std::set<std::string> keys;
  for (const Axis& axis : study.axes) {
    for (const std::string& key : axis.keys) {
      if (!keys.insert(key).second) faults.push_back({fmt::format("{} is varied twice", key), {}});
      for (const char* seeds : {"simulation.seeds", "simulation.replications", "simulation.half_width"})
        if (key == seeds) faults.push_back({fmt::format("{} cannot be varied: every point plays the same seeds; use --seed, --replications or --half-width", key), {}});
    }
    if (axis.continuous() && study.design.kind == StudyDesign::Kind::grid)
      faults.push_back({fmt::format("{}: a grid needs values: a list, or a range with a step, such as 8..64/8, 8..64*2 or 8..64#5; --design sobol:64 takes any value between", axis.keys.front()), {}});
  }
  if (study.axes.empty()) faults.push_back({"nothing is varied: give --vary KEY=VALUES, or a study file with \"vary\"", {}});
}

std::size_t size_of(const Study& study) {
  if (study.design.kind != StudyDesign::Kind::grid) return study.design.points;
  double size = 1;
  for (const Axis& axis : study.axes) size *= static_cast<double>(axis.values.size());
  return size > 1e18 ? std::size_t(-1) : static_cast<std::size_t>(size);
}

StudyPoint made_point(const Study& study, const AxisValues& values, std::set<std::string>& used) {
  StudyPoint point;
  Variables variables;
  std::vector<std::string> varied;
  bool all_variables = true;
  for (std::size_t a = 0; a < study.axes.size(); ++a) {
    const Axis& axis = study.axes[a];
    all_variables = all_variables && (values[a] || !axis.is_variable());
    for (std::size_t k = 0; k < axis.keys.size(); ++k) {
      point.values.push_back(values[a] ? (*values[a])[k] : as_given);
      if (!values[a]) continue;
      if (axis.keys[k].starts_with('$')) variables.emplace_back(axis.keys[k], (*values[a])[k]);
      else varied.push_back(axis.keys[k] + "=" + (*values[a])[k]);
      point.drop_unused = point.drop_unused || axis.keys[k] == "protocol.name";
    }
  }
  for (const std::string& setting : study.settings)
    if (all_variables || setting.find("${") == std::string::npos) point.overrides.push_back(filled_in(setting, variables, used));
  point.overrides.insert(point.overrides.end(), varied.begin(), varied.end());
  return point;
}

StudyPoint point_at(const Study& study, const UnitPoint& place, std::size_t number, std::set<std::string>& used) {
  AxisValues values;
  for (std::size_t a = 0; a < study.axes.size(); ++a) values.emplace_back(study.axes[a].at(place[a]));
  StudyPoint point = made_point(study, values, used);
  point.number = number;
  return point;
}

} // namespace

std::vector<std::string> axis_keys(const Study& study) {
  std::vector<std::string> keys;
  for (const Axis& axis : study.axes) keys.insert(keys.end(), axis.keys.begin(), axis.keys.end());
  return keys;
}

std::vector<std::string> base_overrides(const Study& study) {
  std::vector<std::string> overrides;
  std::set<std::string> used;
  for (const std::string& setting : study.settings) overrides.push_back(filled_in(setting, {}, used));
  return overrides;
}

StudyPoint point_with(const Study& study, const AxisValues& values) {
  std::set<std::string> used;
  return made_point(study, values, used);
}

AxisValues axis_values(const Study& study, const StudyPoint& point) {
  AxisValues values;
  std::size_t at = 0;
  for (const Axis& axis : study.axes) {
    std::vector<std::string> own(point.values.begin() + static_cast<std::ptrdiff_t>(at), point.values.begin() + static_cast<std::ptrdiff_t>(at + axis.keys.size()));
    at += axis.keys.size();
    if (own.front() == as_given) values.emplace_back();
    else values.emplace_back(std::move(own));
  }
  return values;
}

Goal goal_from_text(const std::string& text) {
  const auto space = text.find(' ');
  const std::string direction = text.substr(0, space);
  if (space == std::string::npos || (direction != "min" && direction != "max")) throw AxisFault{fmt::format("goal '{}': expected min or max and a figure, such as \"min cost.total_usd\"", text), {}};
  return {direction == "max", text.substr(text.find_first_not_of(' ', space))};
}

StudyDesign design_from_text(const std::string& text) {
  const auto colon = text.find(':');
  const std::string kind = text.substr(0, colon);
  if (kind == "grid" && colon == std::string::npos) return {};
  const std::vector<std::string> kinds{"grid", "sobol", "latin-hypercube"};
  if (kind != "sobol" && kind != "latin-hypercube") throw AxisFault{fmt::format("design '{}': expected grid, sobol:POINTS or latin-hypercube:POINTS", text), nearest_name(kind, kinds)};
  StudyDesign design{kind == "sobol" ? StudyDesign::Kind::sobol : StudyDesign::Kind::latin_hypercube, 0, 1};
  const char* at = text.data() + (colon == std::string::npos ? text.size() : colon + 1);
  const char* const end = text.data() + text.size();
  auto read = std::from_chars(at, end, design.points);
  const bool counted = read.ec == std::errc() && design.points > 0 && design.points <= most_points;
  if (counted && design.kind == StudyDesign::Kind::latin_hypercube && read.ptr != end && *read.ptr == ':') read = std::from_chars(read.ptr + 1, end, design.seed);
  if (!counted || read.ec != std::errc() || read.ptr != end)
    throw AxisFault{fmt::format("design '{}': expected a number of points, such as {}:64{}", text, kind, kind == "sobol" ? "" : ", and maybe a seed, as in latin-hypercube:64:7"), {}};
  return design;
}

Expansion expand(const Study& study) {
  Expansion expansion;
  check_axes(study, expansion.faults);
  if (!expansion.faults.empty()) return expansion;
  if (const std::size_t size = size_of(study); size > most_points) {
    expansion.faults.push_back({fmt::format("the grid has {} points, more than {}; take fewer values, or --design sobol:1000", size == std::size_t(-1) ? "over 1e18" : std::to_string(size), most_points), {}});
    return expansion;
  }
  std::set<std::string> used;
  for (const Expression& constraint : study.constraints) used.insert(constraint.names().begin(), constraint.names().end());
  try {
    for (const UnitPoint& place : places_of(study)) expansion.points.push_back(point_at(study, place, expansion.points.size() + 1, used));
  } catch (const ExpressionFault& fault) { expansion.faults.push_back({fault.message, {}}); }
  for (const Axis& axis : study.axes)
    for (const std::string& key : axis.keys)
      if (key.starts_with('$') && !used.contains(key)) expansion.faults.push_back({fmt::format("the variable {} is not used; write ${{{}}} in a --set", key, key.substr(1)), {}});
  if (!expansion.faults.empty()) expansion.points.clear();
  return expansion;
}

bool admitted(const Study& study, const StudyPoint& point, const std::string& canonical) {
  if (study.constraints.empty()) return true;
  const auto document = nlohmann::json::parse(canonical);
  Variables variables;
  const auto keys = axis_keys(study);
  for (std::size_t k = 0; k < keys.size(); ++k)
    if (keys[k].starts_with('$')) variables.emplace_back(keys[k], point.values[k]);
  const auto lookup = [&](const std::string& name) -> ExpressionValue {
    if (name.starts_with('$')) return variable(variables, name);
    try {
      check_key(name);
    } catch (const AxisFault& fault) { throw ExpressionFault{fmt::format("{}{}", fault.message, fault.nearest.empty() ? "" : fmt::format(", did you mean {}?", fault.nearest))}; }
    const auto* value = value_at_key(document, name);
    if (!value) throw ExpressionFault{fmt::format("{} is not written in the scenario; give it a value with --set to constrain by it", name)};
    if (value->is_number()) return value->get<double>();
    if (value->is_boolean()) return value->get<bool>() ? 1.0 : 0.0;
    if (value->is_string()) return expression_value(value->get<std::string>());
    throw ExpressionFault{fmt::format("{} is neither a number nor a text", name)};
  };
  for (const Expression& constraint : study.constraints) {
    try {
      if (!constraint.holds(lookup)) return false;
    } catch (const ExpressionFault& fault) { throw ExpressionFault{fmt::format("--where \"{}\": {}", constraint.text(), fault.message)}; }
  }
  return true;
}

} // namespace archipelago
