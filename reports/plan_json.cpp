#include "reports/plan_report.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace archipelago {

using nlohmann::ordered_json;

namespace {

ordered_json point_of(const PlanReport& plan, const PlanPoint& point) {
  const ordered_json measured = to_json(point.measured, plan.keys, plan.figures);
  ordered_json row{{"point", point.measured.number}, {"values", measured["values"]}, {"closed_form", ordered_json::object()}, {"seeds", point.seeds}};
  for (const std::string& key : plan.figures)
    if (const auto found = point.closed_form.find(key); found != point.closed_form.end()) row["closed_form"][key] = found->second;
  row["figures"] = point.seeds ? measured["figures"] : ordered_json::object();
  row["limits"] = point.keeping.empty() ? ordered_json() : ordered_json(point.keeping);
  row["on_front"] = point.on_front;
  if (!point.measured.failed.empty()) row["failed"] = point.measured.failed.front().second;
  return row;
}

ordered_json comparison_of(const PlanComparison& comparison) {
  ordered_json out{{"with", comparison.with}, {"change", reading_json(comparison.change)}, {"note", comparison.note}, {"reversals", ordered_json::array()}};
  for (const PlanReversal& reversal : comparison.reversals)
    out["reversals"].push_back({{"key", reversal.key}, {"winner", reversal.own}, {"other", reversal.other}, {"change", reading_json(reversal.change)}, {"note", reversal.note}, {"decides", reversal.decides}});
  return out;
}

} // namespace

ordered_json to_json(const MeasuredPoint& point, const std::vector<std::string>& keys, const std::vector<std::string>& figures) {
  ordered_json out{{"point", point.number}, {"values", ordered_json::object()}, {"figures", ordered_json::object()}};
  for (std::size_t k = 0; k < keys.size(); ++k) out["values"][keys[k]] = point.values[k];
  for (const std::string& key : figures) {
    const auto found = point.figures.find(key);
    out["figures"][key] = found == point.figures.end() ? ordered_json() : reading_json(reading_of(found->second));
  }
  return out;
}

ordered_json to_json(const PlanReport& plan) {
  ordered_json out{{"format", "archipelago-plan/1"}, {"name", plan.name}, {"goal", {{"figure", plan.goal}, {"best", plan.largest ? "max" : "min"}}}, {"limits", plan.limits}, {"keys", plan.keys},
           {"front_figures", plan.front_figures}, {"figures", ordered_json::object()}};
  for (const std::string& key : plan.figures) {
    const Figure* figure = find_figure(key);
    out["figures"][key] = figure ? ordered_json{{"title", figure->title}, {"unit", figure->unit}, {"definition", figure->definition}} : ordered_json::object();
  }
  ordered_json& search = out["search"] = {{"design", plan.design}, {"left_out", plan.left_out}, {"refused", ordered_json::array()}, {"pilots", plan.pilots}, {"forecasts", ordered_json::object()},
                                  {"surely_misses", plan.surely_misses}, {"surely_behind", plan.surely_behind}, {"not_looked_at", plan.not_looked_at}, {"rungs", ordered_json::array()},
                                  {"runs", plan.search_runs}, {"explanation_runs", plan.explanation_runs}, {"grid_runs", plan.grid_runs}};
  for (const PlanCount& count : plan.refused) search["refused"].push_back({{"reason", count.what}, {"points", count.points}});
  for (const auto& [figure, spread] : plan.spreads) search["forecasts"][figure] = {{"spread", spread.first}, {"relative", spread.second}};
  for (const PlanRung& rung : plan.rungs) search["rungs"].push_back({{"seeds", rung.seeds}, {"points", rung.points}, {"runs", rung.runs}, {"contenders", rung.contenders}});
  const auto number = [&](const std::optional<std::size_t>& place) { return place ? ordered_json(plan.points[*place].measured.number) : ordered_json(); };
  out["winner"] = number(plan.winner);
  out["runner_up"] = number(plan.runner_up);
  out["level_with_winner"] = ordered_json::array();
  for (const std::size_t place : plan.level) out["level_with_winner"].push_back(plan.points[place].measured.number);
  out["nearest_to_limits"] = plan.nearest;
  out["baseline"] = plan.baseline ? to_json(*plan.baseline, plan.keys, plan.figures) : ordered_json();
  out["comparisons"] = ordered_json::array();
  for (const PlanComparison& comparison : plan.comparisons) out["comparisons"].push_back(comparison_of(comparison));
  out["room"] = plan.room;
  out["flips"] = ordered_json::array();
  for (const PlanFlip& flip : plan.flips) {
    ordered_json row = to_json(flip.search);
    row["against"] = flip.against;
    row["present"] = flip.present;
    out["flips"].push_back(std::move(row));
  }
  out["no_flip"] = plan.unmoved;
  out["points"] = ordered_json::array();
  for (const PlanPoint& point : plan.points) out["points"].push_back(point_of(plan, point));
  out["notes"] = plan.notes;
  return out;
}

} // namespace archipelago
