// A request as the text of a study file.
#include "gui/data/plan_request.hpp"
#include "scenarios/format/json_text.hpp"
#include "scenarios/studies/axis.hpp"
#include "scenarios/studies/requirements.hpp"

#include <nlohmann/json.hpp>

namespace archipelago::gui {

using nlohmann::ordered_json;

namespace {

// A number, a list or true as such, all else as text: what the reader of studies takes for the same setting.
ordered_json value_of(const std::string& written) {
  std::vector<TextFault> faults;
  const nlohmann::json parsed = parse_json(written, faults);
  return faults.empty() ? ordered_json(parsed) : ordered_json(written);
}

ordered_json axis_of(const QString& text) {
  const Axis axis = Axis::from_text(text.toStdString());
  ordered_json item = ordered_json::object();
  if (axis.is_variable()) item["variable"] = axis.keys.front().substr(1);
  else if (axis.keys.size() == 1) item["key"] = axis.keys.front();
  else item["keys"] = axis.keys;
  if (axis.keys.size() == 1 && text.section('=', 1).contains("..")) {
    item["range"] = text.section('=', 1).trimmed().toStdString();
    return item;
  }
  item["values"] = ordered_json::array();
  for (const auto& value : axis.values) {
    if (axis.keys.size() == 1) {
      item["values"].push_back(value_of(value.front()));
      continue;
    }
    ordered_json row = ordered_json::array();
    for (const std::string& part : value) row.push_back(value_of(part));
    item["values"].push_back(std::move(row));
  }
  return item;
}

ordered_json constraints_of(const QStringList& limits) {
  Requirements requirements;
  for (const QString& limit : limits) add_requirement(requirements, limit.toStdString());
  ordered_json out = ordered_json::object();
  for (const FigureLimit& limit : requirements.figures) out[limit.figure][limit.at_least ? "at_least" : "at_most"] = value_of(limit.written);
  for (const PowerLimit& limit : requirements.power) out["site_power" + (limit.site.empty() ? std::string() : "." + limit.site)]["at_most"] = limit.written;
  if (!requirements.zones.empty()) out["zones"] = requirements.zones;
  if (requirements.memory_fits) out["memory"] = "fits";
  return out;
}

} // namespace

std::string study_text(const PlanRequest& request) {
  ordered_json study{{"format", "archipelago-study/1"}, {"name", request.name.toStdString()}, {"scenario", request.scenario.toStdString()}};
  if (!request.settings.isEmpty()) study["set"] = ordered_json::object();
  for (const QString& setting : request.settings) study["set"][setting.section('=', 0, 0).trimmed().toStdString()] = value_of(setting.section('=', 1).toStdString());
  study["vary"] = ordered_json::array();
  for (const QString& axis : request.axes) study["vary"].push_back(axis_of(axis));
  for (const QString& condition : request.where) study["where"].push_back(condition.toStdString());
  if (request.design != "grid") study["design"] = request.design.toStdString();
  study["goal"] = request.goal.toStdString();
  if (!request.limits.isEmpty()) study["constraints"] = constraints_of(request.limits);
  if (request.first_seed == 1) study["replications"] = request.seeds;
  else
    for (int i = 0; i < request.seeds; ++i) study["seeds"].push_back(request.first_seed + static_cast<std::uint64_t>(i));
  return study.dump(2) + "\n";
}

} // namespace archipelago::gui
