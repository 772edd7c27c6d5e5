#include "sim/calibrate/runs/result_key.hpp"

#include "models/units.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/quantity.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

namespace {

using nlohmann::json;

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == ']') continue;
    if (c == '.' || c == '/' || c == '[') parts.emplace_back();
    else parts.back() += c;
  }
  std::erase(parts, "");
  return parts;
}

bool is_list(const std::string& part) { return part == "learners" || part == "sites" || part == "links"; }

std::string figure_key(const std::vector<std::string>& parts) {
  std::string key;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (k > 0 && is_list(parts[k - 1]) && k == 1) key += "[]";
    else key += (key.empty() ? "" : ".") + parts[k];
  }
  return key;
}

// What may follow a key that stands for a group of figures.
std::string members_of(const std::string& group) {
  std::string names;
  for (const Figure* figure : all_figures())
    if (figure->key.starts_with(group + ".")) names += (names.empty() ? "" : ", ") + std::string(figure->key.substr(group.size() + 1));
  return names;
}

bool says_one(std::string_view unit, std::initializer_list<std::string_view> words) {
  return unit.empty() || unit == "1" || std::find(words.begin(), words.end(), unit) != words.end();
}

UnitReading by_kind(std::string_view unit, UnitKind kind) {
  const auto parsed = parse_measure(fmt::format("1 {}", unit), {kind});
  if (!parsed.measure) return {std::nullopt, fmt::format("unit \"{}\": expected one of {}", unit, units_of(kind))};
  const double value = parsed.measure->value;
  return {kind == UnitKind::bandwidth ? to_bits(BytesPerSecond(value)).value : value, {}};
}

} // namespace

KeyReading read_result_key(std::string_view text) {
  ResultKey key{parts_of(text), nullptr};
  const std::string name = figure_key(key.parts);
  key.figure = find_figure(name);
  if (!key.figure && key.parts.size() > 1 && key.parts.back() == "mean") {   // of several seeds, a number is {mean, ...}
    ResultKey whole = key;
    whole.parts.pop_back();
    whole.figure = find_figure(figure_key(whole.parts));
    if (whole.figure) key = whole;
  }
  if (!key.figure) {
    if (const std::string members = members_of(name); !members.empty())
      return {std::nullopt, fmt::format("result_key \"{}\" is a group; name one of its figures: {}", text, members)};
    std::string nearest;
    for (const std::string_view figure : nearest_figures(name, 2)) nearest += fmt::format("{}'{}'", nearest.empty() ? "" : " or ", figure);
    return {std::nullopt, fmt::format("result_key \"{}\": a result has no such figure; did you mean {}?", text, nearest)};
  }
  if (key.figure->unit.empty()) return {std::nullopt, fmt::format("result_key \"{}\" is no number", text)};
  return {key, {}};
}

UnitReading read_unit(const Figure& figure, std::string_view unit) {
  const std::string_view own = figure.unit;
  if (own == "s") return by_kind(unit, UnitKind::time);
  if (own == "B") return by_kind(unit, UnitKind::size);
  if (own == "bit/s") return by_kind(unit, UnitKind::bandwidth);
  if (own == "share") {
    if (says_one(unit, {"share", "fraction", "ratio", "-"})) return {1.0, {}};
    if (unit == "%" || unit == "percent" || unit == "pct") return {0.01, {}};
    return {std::nullopt, fmt::format("unit \"{}\": {} is a share; expected nothing, \"share\" or \"%\"", unit, figure.title)};
  }
  if (says_one(unit, {own})) return {1.0, {}};
  return {std::nullopt, fmt::format("unit \"{}\": expected \"{}\"", unit, own)};
}

FigureValue read_figure(const json& result, const ResultKey& key) {
  const json* place = &result;
  for (const std::string& part : key.parts) {
    const json* next = nullptr;
    if (place->is_array()) {
      std::vector<std::string> names;
      for (std::size_t k = 0; k < place->size(); ++k) {
        const std::string name = (*place)[k].is_object() ? (*place)[k].value("name", "") : "";
        if (!next && (part == name || part == std::to_string(k))) next = &(*place)[k];
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
      }
      if (!next) return {std::nullopt, fmt::format("there is no \"{}\" in this run, only {} (0 to {})", part, fmt::join(names, ", "), place->size() - 1)};
    } else if (const auto found = place->find(part); found != place->end()) {
      next = &*found;
    }
    if (!next) return {std::nullopt, "this run has no such figure"};
    place = next;
  }
  if (!place->is_number()) return {std::nullopt, fmt::format("it has no value in this run{}{}", key.figure->needs.empty() ? "" : "; it needs ", key.figure->needs)};
  return {place->get<double>(), {}};
}

} // namespace archipelago
