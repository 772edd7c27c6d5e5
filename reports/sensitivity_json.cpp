#include "reports/figures.hpp"
#include "reports/sensitivity_text.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

namespace {

using json = nlohmann::ordered_json;

json leaf(const std::optional<FigureReading>& reading) {
  if (!reading) return nullptr;
  json out{{"mean", reading->value}, {"ci90", nullptr}, {"n", reading->n}};
  if (reading->interval) out["ci90"] = {reading->interval->first, reading->interval->second};
  return out;
}

json head(const char* kind, const std::string& key) {
  const Figure* figure = find_figure(key);
  return {{"format", "archipelago-sensitivity/1"}, {"kind", kind}, {"figure", {{"key", key}, {"unit", figure ? figure->unit : ""}, {"definition", figure ? figure->definition : ""}}}};
}

} // namespace

json to_json(const Tornado& tornado) {
  json out = head("one-at-a-time", tornado.figure);
  out["base"] = leaf(tornado.base);
  out["changes"] = json::array();
  for (const TornadoBar& bar : tornado.bars)
    out["changes"].push_back({{"key", bar.key}, {"low", {{"value", bar.low_value}, {"difference", leaf(bar.low)}}}, {"high", {{"value", bar.high_value}, {"difference", leaf(bar.high)}}}});
  return out;
}

json to_json(const Screening& screening) {
  json out = head("morris", screening.figure);
  out["axes"] = json::array();
  for (const ScreenedAxis& axis : screening.axes)
    out["axes"].push_back({{"key", axis.key}, {"strength", leaf(axis.strength)}, {"effect", leaf(axis.effect)}, {"spread", axis.spread}});
  return out;
}

json to_json(const BreakEven& search) {
  json out = head("break-even", search.figure);
  out["key"] = search.key;
  out["condition"] = search.condition;
  out["found"] = search.found;
  out["points"] = search.points;
  out["sides"] = json::array();
  for (const BreakEvenSide& side : search.sides) out["sides"].push_back({{"value", side.value}, {"margin", leaf(side.gain)}});
  return out;
}

} // namespace archipelago
