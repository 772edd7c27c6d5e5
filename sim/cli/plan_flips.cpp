#include "sim/cli/plan_explain.hpp"

#include "scenarios/scenario.hpp"
#include "scenarios/studies/key_path.hpp"
#include "sim/cli/break_even.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/play.hpp"
#include "sim/study/plan/screen.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr double reach = 4;                   // values are moved from a quarter to four times
constexpr int search_steps = 6;
constexpr std::size_t search_seeds = 4;

// "5 Gbps" -> from "1.25 Gbps" to "20 Gbps"; absent where it is no positive quantity.
std::optional<Axis> around(const std::string& key, const std::string& written) {
  double value = 0;
  const char* const end = written.data() + written.size();
  const auto read = std::from_chars(written.data(), end, value);
  if (read.ec != std::errc() || !(value > 0)) return std::nullopt;
  const std::string unit(read.ptr, end);
  try {
    return Axis::from_text(fmt::format("{}={:.6g}{}..{:.6g}{}#log", key, value / reach, unit, value * reach, unit));
  } catch (const AxisFault&) { return std::nullopt; }
}

std::string text_of(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

StudyPoint without_number(StudyPoint point) {   // it is another point with another value of the key
  point.number = 0;
  return point;
}

double merit(double value, bool largest) { return largest ? value : -value; }

} // namespace

std::vector<Axis> Explanation::movable() const {
  const Reading reading = read_scenario(study_.scenario, {winner_.point.overrides, catalogue_folder(), winner_.point.drop_unused});
  const json document = json::parse(reading.canonical, nullptr, false);
  std::vector<Axis> axes;
  const auto varied = axis_keys(study_);
  const auto add = [&](const std::string& key) {
    const json* value = value_at_key(document, key);
    const bool own = std::any_of(varied.begin(), varied.end(), [&](const std::string& other) { return (key + ".").starts_with(other + ".") || (other + ".").starts_with(key + "."); });
    if (!value || value->is_structured() || own) return;
    if (auto axis = around(key, text_of(*value))) axes.push_back(std::move(*axis));
  };
  const auto each = [&](const std::string& list, const std::vector<std::string>& parts) {
    const json* items = value_at_key(document, list);
    if (!items || !items->is_array()) return;
    for (std::size_t i = 0; i < items->size(); ++i) {
      const json& item = (*items)[i];
      const std::string name = item.is_object() && item.contains("name") && item["name"].is_string() ? item["name"].get<std::string>() : fmt::format("{}", i);
      if (name.find('.') != std::string::npos) continue;
      for (const std::string& part : parts) add(list + "." + name + "." + part);
    }
  };
  if (const json* prices = value_at_key(document, "costs.accelerator_hour"); prices && prices->is_object())
    for (const auto& [name, price] : prices->items()) add("costs.accelerator_hour." + name);
  for (const char* key : {"costs.egress", "costs.energy", "costs.syncer_hour", "failures.mtbi"}) add(key);
  each("learners", {"price"});
  each("sites", {"power_price"});
  each("network.links", {"bandwidth", "price"});
  return axes;
}

std::optional<double> Explanation::closed_form_margin(const Contestant& other, const std::string& setting) const {
  double margin = 0;
  for (const Contestant* one : {static_cast<const Contestant*>(&winner_), &other}) {
    std::vector<std::string> overrides = one->point.overrides;
    if (!setting.empty()) overrides.push_back(setting);
    const Reading reading = read_scenario(study_.scenario, {overrides, catalogue_folder(), one->point.drop_unused});
    if (!reading.world) return std::nullopt;
    const double value = figures_of(closed_form_result(*reading.world), {question_.goal.figure}).front();
    if (!std::isfinite(value)) return std::nullopt;
    margin += (one == &winner_ ? 1 : -1) * merit(value, question_.goal.largest);
  }
  return margin;
}

BreakEven Explanation::searched(const BreakEvenQuestion& question, const Contestant& other) {
  return search_break_even(question, [&](std::vector<StudyPoint> points) {
    points.front().values = winner_.point.values;
    points.back().values = other.point.values;
    std::vector<MeasuredPoint> measured;
    for (TriedPoint& tried : session_.play(points, std::min(seeds_, search_seeds), "")) measured.push_back(std::move(tried.measured));
    return measured;
  });
}

std::optional<PlanFlip> Explanation::own_flip(const Contestant& other, const PlanComparison& comparison) {
  if (comparison.reversals.empty() || !comparison.reversals.front().decides || !comparison.reversals.front().change) return std::nullopt;
  const PlanReversal& reversal = comparison.reversals.front();
  const auto first = [](const std::string& list) { return list.substr(0, list.find(", ")); };   // of keys in lock step
  const std::string key = first(reversal.key), own = first(reversal.own), theirs = first(reversal.other);
  const ExpressionValue here = expression_value(own), there = expression_value(theirs);
  if (key.starts_with('$') || !std::holds_alternative<double>(here) || !std::holds_alternative<double>(there) || here == there) return std::nullopt;
  const bool up = std::get<double>(here) < std::get<double>(there);
  try {
    const Axis axis = Axis::from_text(fmt::format("{}={}..{}", key, up ? own : theirs, up ? theirs : own));
    BreakEven search = searched({axis, {question_.goal.largest, question_.goal.figure}, "better than " + other.name, without_number(winner_.point), other.point, 0, search_steps, 0.05, true}, other);
    search.key += " of the winner alone";
    return PlanFlip{other.name, std::move(search), own};
  } catch (const AxisFault&) { return std::nullopt; }
}

Explanation::Flips Explanation::flips(const Contestant& other, const std::vector<Axis>& asked, std::size_t most) {
  Flips flips;
  struct Expected { Axis axis; double distance; };   // of the nearest end at which the winner is expected to lose, by its margin there
  std::vector<Expected> expected;
  const std::string& figure = question_.goal.figure;
  const auto gap = reading_of([&] {
    SeedValues margins;
    const auto own = std::as_const(winner_.measured.figures).find(figure), theirs = other.measured.figures.find(figure);
    if (own == winner_.measured.figures.end() || theirs == other.measured.figures.end()) return margins;
    for (const auto& [seed, value] : own->second)
      if (const auto match = theirs->second.find(seed); match != theirs->second.end()) margins[seed] = merit(value, question_.goal.largest) - merit(match->second, question_.goal.largest);
    return margins;
  }());
  const auto present = closed_form_margin(other, "");
  for (const Axis& axis : asked.empty() ? movable() : asked) {
    double least = std::numeric_limits<double>::infinity();
    for (const double end : {axis.span.from, axis.span.to})
      if (const auto moved = closed_form_margin(other, axis.keys.front() + "=" + axis.text_of(end)); moved && present && gap) least = std::min(least, gap->value + *moved - *present);
    if (!asked.empty() || least < 0) expected.push_back({axis, least});
    else if (std::isfinite(least)) flips.unmoved.push_back(axis.keys.front());
  }
  std::stable_sort(expected.begin(), expected.end(), [](const Expected& a, const Expected& b) { return a.distance < b.distance; });
  if (asked.empty() && expected.size() > most) expected.resize(most);
  for (const Expected& one : expected) {
    const BreakEvenQuestion question{one.axis, {question_.goal.largest, figure}, "better than " + other.name, without_number(winner_.point), without_number(other.point), 0, search_steps, 0.05};
    BreakEven search = searched(question, other);
    const Reading reading = read_scenario(study_.scenario, {winner_.point.overrides, catalogue_folder(), winner_.point.drop_unused});
    const json document = json::parse(reading.canonical, nullptr, false);
    const json* value = value_at_key(document, one.axis.keys.front());
    flips.found.push_back({other.name, std::move(search), value ? text_of(*value) : ""});
  }
  return flips;
}

} // namespace archipelago
