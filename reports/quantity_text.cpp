#include "reports/quantity_text.hpp"

#include "models/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

struct Step {
  double size;
  std::string_view name;
};

constexpr Step decimal_steps[] = {{1e18, "E"}, {1e15, "P"}, {1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {1, ""}};

// A long time reads in the largest unit of which there are a few.
struct TimeStep {
  double least, size;
  std::string_view name;
};
constexpr TimeStep time_steps[] = {{2 * seconds_per_year, seconds_per_year, "year"},
                                   {2 * seconds_per_day, seconds_per_day, "d"},
                                   {2 * seconds_per_hour, seconds_per_hour, "h"},
                                   {600, 60, "min"},
                                   {1, 1, "s"},
                                   {1e-3, 1e-3, "ms"},
                                   {1e-6, 1e-6, "us"}};

Step decimal_step(double magnitude) {
  for (const Step& step : decimal_steps)
    if (magnitude >= step.size) return step;
  return {1, ""};
}

Scale time_scale(double magnitude) {
  if (magnitude == 0) return {1, 0, "s"};
  for (const TimeStep& step : time_steps)
    if (magnitude >= step.least) return {step.size, 0, std::string(step.name)};
  return {1e-9, 0, "ns"};
}

Scale prefixed(double magnitude, std::string_view unit) {
  if (unit == "share") return {0.01, 2, "%"};
  if (unit == "s") return time_scale(magnitude);
  const Step step = decimal_step(magnitude);
  if (unit == "B") return {step.size, 0, fmt::format("{}B", step.name)};
  if (unit == "B/s") return {step.size, 0, fmt::format("{}B/s", step.name)};
  if (unit == "bit/s") return {step.size, 0, fmt::format("{}bps", step.name)};
  if (unit == "tokens" || unit == "tokens/s")
    return {step.size, 0, fmt::format("{}{}{}", step.name, step.name.empty() ? "" : " ", unit)};
  return {1, 0, std::string(unit)};   // money and counts are read in full
}

int decimals_of(double shown, std::string_view unit) {
  if (unit == "USD") return shown < 1000 ? 2 : 0;
  if (shown <= 0 || !std::isfinite(shown)) return 0;
  return std::clamp(3 - static_cast<int>(std::floor(std::log10(shown))), 0, 6);
}

std::string grouped(const std::string& digits) {   // 1234567.8 -> 1,234,567.8
  const std::size_t start = digits.starts_with('-') ? 1 : 0;
  const std::size_t end = std::min(digits.find('.'), digits.size());
  std::string text = digits;
  for (std::size_t at = end; at > start + 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

}   // namespace

Scale scale_for(double largest, std::string_view unit) {
  const double magnitude = std::isfinite(largest) ? std::abs(largest) : 0;
  Scale scale = prefixed(magnitude, unit);
  const bool is_count = unit == "steps" || unit == "rounds" || unit == "slices" || unit == "nodes" || unit == "accelerators" || unit == "tokens";
  const bool whole = is_count && scale.divisor == 1 && magnitude == std::round(magnitude);
  if (unit != "share" && !whole) scale.decimals = decimals_of(magnitude / scale.divisor, unit);
  return scale;
}

std::string number_text(double value, const Scale& scale) {
  if (!std::isfinite(value)) return "unknown";
  const double shown = value / scale.divisor, smallest = std::pow(10.0, -scale.decimals);
  if (shown != 0 && std::abs(shown) < smallest / 2)
    return fmt::format("{}{:.{}f}", shown < 0 ? ">-" : "<", smallest, scale.decimals);
  return grouped(fmt::format("{:.{}f}", shown, scale.decimals));
}

std::string quantity_text(double value, std::string_view unit) {
  const Scale scale = scale_for(value, unit);
  return fmt::format("{}{}{}", number_text(value, scale), scale.unit.empty() ? "" : " ", scale.unit);
}

std::pair<double, double> shown_interval(const FigureReading& reading, const Scale& scale) {
  const auto [low, high] = reading.interval.value();
  const bool share = scale.unit == "%" && reading.value >= 0 && reading.value <= 1;
  return share ? std::pair(std::max(low, 0.0), std::min(high, 1.0)) : std::pair(low, high);
}

std::string interval_text(const FigureReading& reading, const Scale& scale, const Terminal& terminal) {
  if (!reading.interval) return {};
  const auto [low, high] = shown_interval(reading, scale);
  return fmt::format("{} {} {}", number_text(low, scale), terminal.utf8 ? "…" : "..", number_text(high, scale));
}

std::string plus_minus_text(const FigureReading& reading, const Scale& scale, const Terminal& terminal) {
  if (!reading.interval) return number_text(reading.value, scale);
  const double half_width = (reading.interval->second - reading.interval->first) / 2;
  return fmt::format("{} {} {}", number_text(reading.value, scale), terminal.utf8 ? "±" : "+-", number_text(half_width, scale));
}

std::string unit_of_difference(const Scale& scale) { return scale.unit == "%" ? "points" : scale.unit; }

}   // namespace archipelago
