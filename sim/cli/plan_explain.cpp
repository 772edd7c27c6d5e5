#include "sim/cli/plan_explain.hpp"

#include "scenarios/scenario.hpp"
#include "scenarios/studies/key_path.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/study/plan/standing.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

std::optional<FigureReading> difference(const MeasuredPoint& one, const MeasuredPoint& other, const std::string& figure) {
  return mean_reading(paired(one.of(figure), other.of(figure)));
}

bool told_apart(const FigureReading& change) { return change.interval ? change.interval->first > 0 || change.interval->second < 0 : change.value != 0; }

std::string missed_limits(const PlanQuestion& question, const MeasuredPoint& point) {
  std::string text;
  for (const PlanLimit& limit : question.limits)
    if (const Keeping keeping = keeping_of(limit, point); keeping != Keeping::meets)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", keeping == Keeping::unknown ? "unknown:" : "misses", limit.text);
  return text;
}

// As values of axes are written: texts without quotes.
std::string written_at(const nlohmann::json& document, const std::string& key) {
  const nlohmann::json* value = value_at_key(document, key);
  return !value ? "the default" : value->is_string() ? value->get<std::string>() : value->dump();
}

bool same_value(const std::string& a, const std::string& b) { return a == b || expression_value(a) == expression_value(b); }

} // namespace

Baseline baseline_of(const Study& study) {
  Baseline baseline{point_with(study, AxisValues(study.axes.size())), {}};
  const Reading reading = read_scenario(study.scenario, {baseline.point.overrides, catalogue_folder()});
  const auto document = nlohmann::json::parse(reading.canonical, nullptr, false);
  for (const std::string& key : axis_keys(study)) baseline.values.push_back(document.is_object() && !key.starts_with('$') ? written_at(document, key) : as_given);
  return baseline;
}

PlanComparison Explanation::against(const Contestant& other) {
  const std::string& figure = question_.goal.figure;
  PlanComparison comparison{other.name, difference(other.measured, winner_.measured, figure), missed_limits(question_, other.measured), {}};
  const AxisValues own = axis_values(study_, winner_.point), theirs = axis_values(study_, other.point);
  std::vector<StudyPoint> points;
  std::size_t key = 0;
  for (std::size_t a = 0; a < study_.axes.size(); ++a) {
    const Axis& axis = study_.axes[a];
    bool differs = false;
    std::vector<std::string> shown;
    for (std::size_t k = 0; k < axis.keys.size(); ++k, ++key) {
      shown.push_back(other.measured.values[key]);
      differs = differs || !same_value(shown.back(), winner_.measured.values[key]);
    }
    if (!differs) continue;
    AxisValues reversed = own;
    reversed[a] = theirs[a];
    points.push_back(point_with(study_, reversed));
    comparison.reversals.push_back({axis_text(axis.keys), axis_text(*own[a]), axis_text(shown), {}, {}, false});
  }
  const auto tried = session_.play(points, seeds_, fmt::format("the winner against {}, one axis at a time", other.name));
  for (std::size_t i = 0; i < points.size(); ++i) {
    PlanReversal& reversal = comparison.reversals[i];
    if (!tried[i].refusal.empty()) {
      reversal.note = "not possible alone: " + tried[i].refusal;
      continue;
    }
    reversal.change = difference(tried[i].measured, winner_.measured, figure);
    reversal.note = missed_limits(question_, tried[i].measured);
    const bool worse = reversal.change && told_apart(*reversal.change) && (question_.goal.largest ? reversal.change->value < 0 : reversal.change->value > 0);
    reversal.decides = worse || !reversal.note.empty();
  }
  // Those that decide first, by what they cost; a missed limit after them.
  const auto loss = [&](const PlanReversal& reversal) { return !reversal.change ? -1e300 : (question_.goal.largest ? -1 : 1) * reversal.change->value; };
  std::stable_sort(comparison.reversals.begin(), comparison.reversals.end(), [&](const PlanReversal& a, const PlanReversal& b) {
    return a.decides != b.decides ? a.decides : loss(a) > loss(b);
  });
  return comparison;
}

} // namespace archipelago
