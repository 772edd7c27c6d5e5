#include "reports/figures.hpp"
#include "reports/sensitivity_text.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

namespace {

using nlohmann::ordered_json;

ordered_json head(const char* kind, const std::string& key) {
  const Figure* figure = find_figure(key);
  return {{"format", "archipelago-sensitivity/1"}, {"kind", kind}, {"figure", {{"key", key}, {"unit", figure ? figure->unit : ""}, {"definition", figure ? figure->definition : ""}}}};
}

} // namespace

ordered_json to_json(const Tornado& tornado) {
  ordered_json out = head("one-at-a-time", tornado.figure);
  out["base"] = reading_json(tornado.base);
  out["changes"] = ordered_json::array();
  for (const TornadoBar& bar : tornado.bars)
    out["changes"].push_back({{"key", bar.key}, {"low", {{"value", bar.low_value}, {"difference", reading_json(bar.low)}}}, {"high", {{"value", bar.high_value}, {"difference", reading_json(bar.high)}}}});
  return out;
}

ordered_json to_json(const Screening& screening) {
  ordered_json out = head("morris", screening.figure);
  out["axes"] = ordered_json::array();
  for (const ScreenedAxis& axis : screening.axes)
    out["axes"].push_back({{"key", axis.key}, {"strength", reading_json(axis.strength)}, {"effect", reading_json(axis.effect)}, {"spread", axis.spread}});
  return out;
}

ordered_json to_json(const BreakEven& search) {
  ordered_json out = head("break-even", search.figure);
  out["key"] = search.key;
  out["condition"] = search.condition;
  out["found"] = search.found;
  out["points"] = search.points;
  out["sides"] = ordered_json::array();
  for (const BreakEvenSide& side : search.sides) out["sides"].push_back({{"value", side.value}, {"margin", reading_json(side.gain)}});
  return out;
}

} // namespace archipelago
