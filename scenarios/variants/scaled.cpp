#include "scenarios/variants/scaled.hpp"

#include "scenarios/format/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace archipelago {

using nlohmann::json;

namespace {

struct Split { double number = 0; std::string unit; };

std::optional<Split> split(const std::string& text) {
  Split parts;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), parts.number);
  if (fault != std::errc()) return std::nullopt;
  parts.unit = std::string(end, text.data() + text.size());
  return parts.unit.empty() ? std::nullopt : std::optional(parts);
}

std::optional<double> seconds(const json& time) {
  const auto measure = time.is_string() ? parse_measure(time.get<std::string>(), {UnitKind::time}).measure : std::nullopt;
  return measure ? std::optional(measure->value) : std::nullopt;
}

std::optional<json> scaled_windows(const json& windows, double factor) {
  json out = json::array();
  double free_from = 0;
  for (const json& window : windows) {
    if (!window.is_array() || window.size() != 2) return std::nullopt;
    const auto from = seconds(window[0]), to = seconds(window[1]);
    if (!from || !to || *from < free_from) return std::nullopt;
    free_from = *from + factor * (*to - *from);
    out.push_back({window[0], fmt::format("{} s", free_from)});
  }
  return out;
}

} // namespace

std::optional<json> scaled(const json& value, double factor) {
  if (value.is_array()) return scaled_windows(value, factor);
  if (value.is_number_integer() && value != 1) return std::max<std::int64_t>(1, std::llround(value.get<double>() * factor));
  if (value.is_number()) return value.get<double>() * factor;
  const auto parts = value.is_string() ? split(value.get<std::string>()) : std::nullopt;
  if (!parts) return std::nullopt;
  return fmt::format("{}{}", parts->number * factor, parts->unit);
}

std::string shown(const json& value) {
  if (value.is_number()) return fmt::format("{:.4g}", value.get<double>());
  const auto parts = value.is_string() ? split(value.get<std::string>()) : std::nullopt;
  return parts ? fmt::format("{:.4g}{}", parts->number, parts->unit) : value.is_string() ? value.get<std::string>() : value.dump();
}

} // namespace archipelago
