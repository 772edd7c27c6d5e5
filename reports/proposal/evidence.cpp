#include "reports/proposal/evidence.hpp"

#include "reports/figures.hpp"
#include "reports/quantity_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace archipelago {

using nlohmann::json;

std::string pointer_of(std::string_view key) {
  std::string pointer = "/";
  for (const char c : key) pointer += c == '.' ? '/' : c;
  return pointer;
}

namespace {

const json* leaf_at(const json& document, const std::string& pointer) {
  const json::json_pointer at(pointer);
  return document.contains(at) ? &document.at(at) : nullptr;
}

}   // namespace

std::vector<Source> sides_of(const Evidence& evidence) {
  std::vector<Source> sides{evidence.result};
  if (evidence.baseline) sides.push_back(*evidence.baseline);
  return sides;
}

std::string unit_of(std::string_view key) {
  const Figure* figure = find_figure(key);
  return figure ? std::string(figure->unit) : std::string();
}

std::string protocol_title(const std::string& name) {
  static const std::map<std::string, std::string> titles{{"decoupled-diloco", "Decoupled DiLoCo"}, {"streaming-diloco", "Streaming DiLoCo"}, {"diloco", "DiLoCo"}, {"data-parallel", "one synchronous job (data parallel)"},
                                                         {"elastic-data-parallel", "elastic data parallel"}, {"async-local-sgd", "asynchronous local SGD"}, {"hierarchical-local-sgd", "hierarchical local SGD"}};
  const auto found = titles.find(name);
  return found == titles.end() ? name : found->second;
}

// What a row or a sentence counts ("a million tokens") stands there already: only what it is counted in is repeated.
Scale brief_scale(double value, std::string_view unit) {
  Scale scale = scale_for(value, unit);
  scale.unit = scale.unit.substr(0, scale.unit.find(" per "));
  return scale;
}

std::string brief_text(double value, std::string_view unit) {
  const Scale scale = brief_scale(value, unit);
  return number_text(value, scale) + (scale.unit.empty() ? "" : " ") + scale.unit;
}

std::string Source::label() const { return text_at(*document_, "scenario.name") + (name_ == "baseline" ? " (baseline)" : ""); }

std::optional<FigureReading> Source::reading(std::string_view key) const {
  const json* leaf = leaf_at(*document_, pointer_of(key));
  return leaf ? reading_of(*leaf) : std::nullopt;
}

std::string Source::place(std::string_view key) const {
  const std::string pointer = pointer_of(key);
  const json* leaf = leaf_at(*document_, pointer);
  return name_ + ":" + root_ + pointer + (leaf && is_interval(*leaf) ? "/mean" : "");
}

std::string Source::needs(std::string_view key) const {
  for (const json& entry : document_->at("unknown")) {
    const std::string named = text_at(entry, "key");
    if (named == "*" || key == named || key.starts_with(named + ".")) return text_at(entry, "needs");
  }
  return {};
}

Span Source::value(std::string_view key, std::string_view unit) const {
  const auto found = reading(key);
  if (!found) return {"unknown"};
  return {brief_text(found->value, unit), {place(key)}};
}

std::optional<Source> Evidence::run(const std::string& name) const {
  if (!studies) return std::nullopt;
  const json& runs = studies->at("runs");
  const auto found = runs.find(name);
  return found == runs.end() ? std::nullopt : std::optional(Source("runs", *found, "/runs/" + name));
}

Text Source::figure(std::string_view key) const { return figure(key, unit_of(key)); }

Text Source::figure(std::string_view key, std::string_view unit) const {
  const auto found = reading(key);
  if (!found) {
    const std::string what = needs(key);
    return {{what.empty() ? "unknown" : "unknown: needs " + what}};
  }
  Text text{value(key, unit)};
  // A figure that no chance touches is the same in every seed: its interval has no width to show.
  if (!found->interval || found->interval->second - found->interval->first <= 1e-9 * std::abs(found->value)) return text;
  const Scale scale = brief_scale(found->value, unit);
  const std::string at = name_ + ":" + root_ + pointer_of(key) + "/ci90/", mean = number_text(found->value, scale);
  const auto [from, to] = shown_interval(*found, scale);
  const std::string low = number_text(from, scale), high = number_text(to, scale);
  const auto how = [](bool cut) { return cut ? "cut where a share ends" : ""; };
  if (low == mean && high == mean) {
    text.push_back({" (± "});
    text.push_back({fmt::format("<{:.{}f}", std::pow(10.0, -scale.decimals), scale.decimals), {at + "0", at + "1"}, "half the width of the 90 % interval"});
  } else {
    text.push_back({" ("});
    text.push_back({low, {at + "0"}, how(from != found->interval->first)});
    text.push_back({" to "});
    text.push_back({high, {at + "1"}, how(to != found->interval->second)});
  }
  text.push_back({")"});
  return text;
}

}   // namespace archipelago
