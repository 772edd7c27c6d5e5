#include "reports/reading.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

using nlohmann::json;

namespace {

const json* find(const json& object, std::string_view dotted_key) {
  const json* at = &object;
  while (true) {
    const std::size_t dot = dotted_key.find('.');
    const auto child = at->is_object() ? at->find(std::string(dotted_key.substr(0, dot))) : at->end();
    if (child == at->end()) return nullptr;
    at = &*child;
    if (dot == std::string_view::npos) return at;
    dotted_key.remove_prefix(dot + 1);
  }
}

}   // namespace

bool is_interval(const json& leaf) { return leaf.is_object() && leaf.contains("ci90") && leaf.contains("n"); }

std::optional<FigureReading> reading_of(const json& leaf) {
  if (leaf.is_number()) return FigureReading{leaf.get<double>(), std::nullopt, 1};
  if (!is_interval(leaf) || !leaf.at("mean").is_number()) return std::nullopt;
  FigureReading reading{leaf.at("mean").get<double>(), std::nullopt, leaf.at("n").get<int>()};
  const json& interval = leaf.at("ci90");
  if (interval.is_array() && interval.size() == 2 && interval[0].is_number() && interval[1].is_number())
    reading.interval = {interval[0].get<double>(), interval[1].get<double>()};
  return reading;
}

std::optional<FigureReading> reading_at(const json& object, std::string_view dotted_key) {
  const json* leaf = find(object, dotted_key);
  return leaf ? reading_of(*leaf) : std::nullopt;
}

nlohmann::ordered_json reading_json(const std::optional<FigureReading>& reading) {
  if (!reading) return nullptr;
  nlohmann::ordered_json out{{"mean", reading->value}, {"ci90", nullptr}, {"n", reading->n}};
  if (reading->interval) out["ci90"] = {reading->interval->first, reading->interval->second};
  return out;
}

std::string text_at(const json& object, std::string_view dotted_key) {
  const json* leaf = find(object, dotted_key);
  return leaf && leaf->is_string() ? leaf->get<std::string>() : std::string();
}

}   // namespace archipelago
