#include "gui/data/plan_reading.hpp"

#include "gui/base/text.hpp"
#include "reports/figures.hpp"

#include <nlohmann/json.hpp>

#include <QObject>

#include <algorithm>
#include <map>

namespace archipelago::gui {

using nlohmann::json;

namespace {

QString as_words(const json& value) { return value.is_string() ? to_qt(value.get_ref<const std::string&>()) : QString(); }

PlanFigure figure_named(const std::string& key) {
  const Figure* figure = find_figure(key);
  return {key, figure ? std::string(figure->unit) : std::string(), figure ? to_qt(figure->title) : to_qt(key)};
}

PlanRow row_of(const json& point, const PlanReading& plan) {
  PlanRow row;
  row.number = point.value("point", std::int64_t{0});
  for (const QString& key : plan.keys) {
    const std::string name = key.toStdString();
    row.values << (point.contains("values") && point["values"].contains(name) ? as_words(point["values"][name]) : QString());
  }
  for (const PlanFigure& figure : plan.figures) {
    const bool there = point.contains("figures") && point["figures"].contains(figure.key);
    row.figures.push_back(there ? reading_of(point["figures"][figure.key]) : std::nullopt);
    if (row.figures.back()) row.seeds = std::max(row.seeds, row.figures.back()->n);
  }
  if (point.contains("seeds") && point["seeds"].is_number_integer()) row.seeds = point["seeds"].get<int>();
  if (point.contains("limits")) row.limits = as_words(point["limits"]);
  row.on_front = point.value("on_front", false);
  return row;
}

std::optional<FigureReading> change_of(const json& comparison) { return comparison.contains("change") ? reading_of(comparison["change"]) : std::nullopt; }

} // namespace

int PlanReading::row_of(std::int64_t number) const {
  const auto found = std::find_if(rows.begin(), rows.end(), [number](const PlanRow& row) { return row.number == number; });
  return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}

int PlanReading::figure(const std::string& key) const {
  const auto found = std::find_if(figures.begin(), figures.end(), [&](const PlanFigure& figure) { return figure.key == key; });
  return found == figures.end() ? -1 : static_cast<int>(found - figures.begin());
}

PlanReading read_plan(std::shared_ptr<const json> report) {
  PlanReading plan;
  const auto wrong = [&plan] {
    plan = {};
    plan.problem = QObject::tr("The program's answer is no plan: it may be of another version.");
    return plan;
  };
  if (!report || !report->is_object() || report->value("format", "") != "archipelago-plan/1") return wrong();
  try {
    const json& document = *report;
    plan.name = as_words(document.at("name"));
    plan.goal = as_words(document.at("goal").at("figure"));
    plan.largest = document.at("goal").at("best") == "max";
    for (const json& key : document.at("keys")) plan.keys << as_words(key);
    plan.figures.push_back(figure_named(plan.goal.toStdString()));
    for (const auto& [key, figure] : document.at("figures").items())
      if (key != plan.figures.front().key) plan.figures.push_back(figure_named(key));
    for (const json& key : document.at("front_figures"))
      if (const int place = plan.figure(key.get<std::string>()); place >= 0) plan.front.push_back(place);
    for (const json& point : document.at("points")) plan.rows.push_back(row_of(point, plan));
    const auto place = [&](const char* key) { return document.at(key).is_number_integer() ? plan.row_of(document.at(key).get<std::int64_t>()) : -1; };
    plan.winner = place("winner");
    plan.runner_up = place("runner_up");
    if (document.at("baseline").is_object()) plan.baseline = row_of(document.at("baseline"), plan);
  } catch (const json::exception&) { return wrong(); }
  plan.document = std::move(report);
  return plan;
}

PlanReading read_measured(const std::vector<std::shared_ptr<const json>>& records) {
  PlanReading plan;
  std::map<std::int64_t, PlanRow> latest;
  for (const auto& record : records) {
    if (!record->contains("points") || !(*record)["points"].is_array()) continue;
    for (const json& point : (*record)["points"]) {
      if (!point.is_object() || !point.contains("figures") || !point["figures"].is_object()) continue;
      if (plan.figures.empty()) {
        for (const auto& [key, figure] : point["figures"].items()) plan.figures.push_back(figure_named(key));
        if (point.contains("values")) for (const auto& [key, value] : point["values"].items()) plan.keys << to_qt(key);
      }
      PlanRow row = row_of(point, plan);
      latest[row.number] = std::move(row);
    }
  }
  for (auto& [number, row] : latest) plan.rows.push_back(std::move(row));
  return plan;
}

ComparisonReading contenders(const PlanReading& plan) {
  ComparisonReading comparison;
  if (plan.winner < 0) return comparison;
  std::vector<const PlanRow*> rows{&plan.rows[static_cast<std::size_t>(plan.winner)]};
  std::vector<std::optional<FigureReading>> changes{std::nullopt};
  comparison.designs << QObject::tr("winner (%1)").arg(rows.front()->number);
  const json& known = (*plan.document)["comparisons"];
  const auto add = [&](const PlanRow& row, const QString& name, const char* with) {
    comparison.designs << name;
    rows.push_back(&row);
    const auto found = std::find_if(known.begin(), known.end(), [with](const json& one) { return text_at(one, "with").find(with) != std::string::npos; });
    changes.push_back(found == known.end() ? std::nullopt : change_of(*found));
  };
  if (plan.runner_up >= 0) {
    const PlanRow& row = plan.rows[static_cast<std::size_t>(plan.runner_up)];
    add(row, QObject::tr("runner-up (%1)").arg(row.number), "the runner-up");
  }
  if (plan.baseline) add(*plan.baseline, QObject::tr("as it stands"), "as it stands");
  for (std::size_t f = 0; f < plan.figures.size(); ++f) {
    ComparedRow row{plan.figures[f].key, plan.figures[f].unit, {}};
    for (std::size_t d = 0; d < rows.size(); ++d) row.cells.push_back({rows[d]->figures[f], f == 0 ? changes[d] : std::nullopt, {}});
    comparison.rows.push_back(std::move(row));
  }
  return comparison;
}

} // namespace archipelago::gui
