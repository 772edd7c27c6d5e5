#include "reports/plan_report.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace archipelago {

using json = nlohmann::ordered_json;

namespace {

json leaf(const std::optional<FigureReading>& reading) {
  if (!reading) return nullptr;
  json out{{"mean", reading->value}, {"ci90", nullptr}, {"n", reading->n}};
  if (reading->interval) out["ci90"] = {reading->interval->first, reading->interval->second};
  return out;
}

json point_of(const PlanReport& plan, const PlanPoint& point) {
  const json measured = to_json(point.measured, plan.keys, plan.figures);
  json row{{"point", point.measured.number}, {"values", measured["values"]}, {"closed_form", json::object()}, {"seeds", point.seeds}};
  for (const std::string& key : plan.figures)
    if (const auto found = point.closed_form.find(key); found != point.closed_form.end()) row["closed_form"][key] = found->second;
  row["figures"] = point.seeds ? measured["figures"] : json::object();
  row["limits"] = point.keeping.empty() ? json() : json(point.keeping);
  row["on_front"] = point.on_front;
  if (!point.measured.failed.empty()) row["failed"] = point.measured.failed.front().second;
  return row;
}

json comparison_of(const PlanComparison& comparison) {
  json out{{"with", comparison.with}, {"change", leaf(comparison.change)}, {"note", comparison.note}, {"reversals", json::array()}};
  for (const PlanReversal& reversal : comparison.reversals)
    out["reversals"].push_back({{"key", reversal.key}, {"winner", reversal.own}, {"other", reversal.other}, {"change", leaf(reversal.change)}, {"note", reversal.note}, {"decides", reversal.decides}});
  return out;
}

} // namespace

json to_json(const MeasuredPoint& point, const std::vector<std::string>& keys, const std::vector<std::string>& figures) {
  json out{{"point", point.number}, {"values", json::object()}, {"figures", json::object()}};
  for (std::size_t k = 0; k < keys.size(); ++k) out["values"][keys[k]] = point.values[k];
  for (const std::string& key : figures) {
    const auto found = point.figures.find(key);
    out["figures"][key] = found == point.figures.end() ? json() : leaf(reading_of(found->second));
  }
  return out;
}

json to_json(const PlanReport& plan) {
  json out{{"format", "archipelago-plan/1"}, {"name", plan.name}, {"goal", {{"figure", plan.goal}, {"best", plan.largest ? "max" : "min"}}}, {"limits", plan.limits}, {"keys", plan.keys},
           {"front_figures", plan.front_figures}, {"figures", json::object()}};
  for (const std::string& key : plan.figures) {
    const Figure* figure = find_figure(key);
    out["figures"][key] = figure ? json{{"title", figure->title}, {"unit", figure->unit}, {"definition", figure->definition}} : json::object();
  }
  json& search = out["search"] = {{"design", plan.design}, {"left_out", plan.left_out}, {"refused", json::array()}, {"pilots", plan.pilots}, {"forecasts", json::object()},
                                  {"surely_misses", plan.surely_misses}, {"surely_behind", plan.surely_behind}, {"not_looked_at", plan.not_looked_at}, {"rungs", json::array()},
                                  {"runs", plan.search_runs}, {"explanation_runs", plan.explanation_runs}, {"grid_runs", plan.grid_runs}};
  for (const PlanCount& count : plan.refused) search["refused"].push_back({{"reason", count.what}, {"points", count.points}});
  for (const auto& [figure, spread] : plan.spreads) search["forecasts"][figure] = {{"spread", spread.first}, {"relative", spread.second}};
  for (const PlanRung& rung : plan.rungs) search["rungs"].push_back({{"seeds", rung.seeds}, {"points", rung.points}, {"runs", rung.runs}, {"contenders", rung.contenders}});
  const auto number = [&](const std::optional<std::size_t>& place) { return place ? json(plan.points[*place].measured.number) : json(); };
  out["winner"] = number(plan.winner);
  out["runner_up"] = number(plan.runner_up);
  out["level_with_winner"] = json::array();
  for (const std::size_t place : plan.level) out["level_with_winner"].push_back(plan.points[place].measured.number);
  out["nearest_to_limits"] = plan.nearest;
  out["baseline"] = plan.baseline ? to_json(*plan.baseline, plan.keys, plan.figures) : json();
  out["comparisons"] = json::array();
  for (const PlanComparison& comparison : plan.comparisons) out["comparisons"].push_back(comparison_of(comparison));
  out["room"] = plan.room;
  out["flips"] = json::array();
  for (const PlanFlip& flip : plan.flips) {
    json row = to_json(flip.search);
    row["against"] = flip.against;
    row["present"] = flip.present;
    out["flips"].push_back(std::move(row));
  }
  out["no_flip"] = plan.unmoved;
  out["points"] = json::array();
  for (const PlanPoint& point : plan.points) out["points"].push_back(point_of(plan, point));
  out["notes"] = plan.notes;
  return out;
}

} // namespace archipelago
