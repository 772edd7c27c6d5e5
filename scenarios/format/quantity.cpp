#include "scenarios/format/quantity.hpp"

#include "models/units.hpp"
#include "scenarios/format/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace archipelago {

namespace {

struct Unit {
  std::string_view name;
  UnitKind kind;
  double factor;   // base units in one
};

constexpr double kibi = 1024.0;
constexpr double bit = 1.0 / 8.0;   // bytes

// clang-format off
// Ascending within a kind: fitting_unit takes the last that fits.
constexpr Unit units[] = {
    {"ns", UnitKind::time, 1e-9}, {"us", UnitKind::time, 1e-6}, {"ms", UnitKind::time, 1e-3}, {"s", UnitKind::time, 1},
    {"min", UnitKind::time, 60}, {"h", UnitKind::time, seconds_per_hour}, {"d", UnitKind::time, seconds_per_day},
    {"week", UnitKind::time, 7 * seconds_per_day}, {"year", UnitKind::time, seconds_per_year},
    {"B", UnitKind::size, 1}, {"kB", UnitKind::size, 1e3}, {"KiB", UnitKind::size, kibi}, {"MB", UnitKind::size, 1e6},
    {"MiB", UnitKind::size, kibi * kibi}, {"GB", UnitKind::size, 1e9}, {"GiB", UnitKind::size, kibi * kibi * kibi},
    {"TB", UnitKind::size, 1e12}, {"TiB", UnitKind::size, kibi * kibi * kibi * kibi},
    {"bps", UnitKind::bandwidth, bit}, {"B/s", UnitKind::bandwidth, 1}, {"kbps", UnitKind::bandwidth, 1e3 * bit},
    {"kB/s", UnitKind::bandwidth, 1e3}, {"Mbps", UnitKind::bandwidth, 1e6 * bit}, {"MB/s", UnitKind::bandwidth, 1e6},
    {"Gbps", UnitKind::bandwidth, 1e9 * bit}, {"GB/s", UnitKind::bandwidth, 1e9}, {"Tbps", UnitKind::bandwidth, 1e12 * bit},
    {"TB/s", UnitKind::bandwidth, 1e12},
    {"GFLOP/s", UnitKind::flop_rate, 1e9}, {"TFLOP/s", UnitKind::flop_rate, 1e12}, {"PFLOP/s", UnitKind::flop_rate, 1e15},
    {"W", UnitKind::power, 1}, {"kW", UnitKind::power, 1e3}, {"MW", UnitKind::power, 1e6},
    {"USD/h", UnitKind::price_per_hour, 1}, {"USD/GB", UnitKind::price_per_size, 1e-9},
    {"USD/kWh", UnitKind::price_per_energy, 1}, {"USD", UnitKind::price, 1}, {"steps", UnitKind::steps, 1},
    {"tokens", UnitKind::tokens, 1}, {"tokens/s", UnitKind::token_rate, 1}, {"samples/s", UnitKind::sample_rate, 1}};

// What people write for a unit of ours. Edit distance alone would turn Gb/s (bits) into GB/s (bytes).
constexpr std::pair<std::string_view, std::string_view> other_spellings[] = {
    {"b/s", "bps"}, {"kb/s", "kbps"}, {"Mb/s", "Mbps"}, {"Gb/s", "Gbps"}, {"Tb/s", "Tbps"}, {"Gbit/s", "Gbps"},
    {"Mbit/s", "Mbps"}, {"gbps", "Gbps"}, {"mbps", "Mbps"}, {"Kbps", "kbps"}, {"KB", "kB"}, {"sec", "s"}, {"seconds", "s"},
    {"second", "s"}, {"minutes", "min"}, {"minute", "min"}, {"m", "min"}, {"hours", "h"}, {"hour", "h"}, {"hr", "h"},
    {"days", "d"}, {"day", "d"}, {"weeks", "week"}, {"years", "year"}, {"yr", "year"}, {"y", "year"}, {"µs", "us"},
    {"step", "steps"}, {"token", "tokens"}, {"token/s", "tokens/s"}, {"tok/s", "tokens/s"}, {"tps", "tokens/s"}, {"sample/s", "samples/s"},
    {"sequences/s", "samples/s"}, {"$/h", "USD/h"}, {"$/GB", "USD/GB"}, {"TFLOPS", "TFLOP/s"}, {"TFLOPs", "TFLOP/s"}};
// clang-format on

const Unit* find_unit(std::string_view name) {
  const auto found = std::find_if(std::begin(units), std::end(units), [&](const Unit& unit) { return unit.name == name; });
  return found == std::end(units) ? nullptr : found;
}

std::string expected(const std::vector<UnitKind>& kinds) {
  std::string text;
  for (UnitKind kind : kinds)
    text +=
        fmt::format("{}a {} such as {} ({})", text.empty() ? "" : " or ", kind_name(kind), kind_example(kind), units_of(kind));
  return text;
}

const Unit& fitting_unit(Measure measure) {
  const Unit* best = nullptr;
  for (const Unit& unit : units)
    if (unit.kind == measure.kind && !unit.name.ends_with("iB") && (!best || std::abs(measure.value) >= unit.factor))
      best = &unit;
  return *best;
}

std::string nearest_unit(std::string_view wrong, const std::vector<UnitKind>& kinds) {
  for (const auto& [other, ours] : other_spellings)
    if (other == wrong) return std::string(ours);
  std::vector<std::string> names;
  for (const Unit& unit : units)
    if (std::find(kinds.begin(), kinds.end(), unit.kind) != kinds.end()) names.emplace_back(unit.name);
  return nearest_name(wrong, names);
}

} // namespace

MeasureText parse_measure(std::string_view text, const std::vector<UnitKind>& kinds) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || !std::isfinite(number))
    return {{}, fmt::format("found \"{}\", expected {}", text, expected(kinds)), {}};
  std::string_view name = text.substr(static_cast<std::size_t>(end - text.data()));
  while (name.starts_with(' ')) name.remove_prefix(1);
  if (name.empty()) return {{}, fmt::format("found \"{}\" without a unit, expected {}", text, expected(kinds)), {}};
  const Unit* unit = find_unit(name);
  if (!unit)
    return {{}, fmt::format("found \"{}\": no unit '{}', expected {}", text, name, expected(kinds)), nearest_unit(name, kinds)};
  if (std::find(kinds.begin(), kinds.end(), unit->kind) == kinds.end())
    return {{}, fmt::format("found \"{}\", a {}, expected {}", text, kind_name(unit->kind), expected(kinds)), {}};
  return {Measure{unit->kind, number * unit->factor}, {}, {}};
}

std::string measure_text(Measure measure) {
  const Unit& unit = fitting_unit(measure);
  return fmt::format("{} {}", measure.value / unit.factor, unit.name);
}

std::string rounded_text(Measure measure) {
  const Unit& unit = fitting_unit(measure);
  return fmt::format("{:.4g} {}", measure.value / unit.factor, unit.name);
}

std::string_view kind_name(UnitKind kind) {
  switch (kind) {
  case UnitKind::time:
    return "time";
  case UnitKind::size:
    return "size";
  case UnitKind::bandwidth:
    return "bandwidth";
  case UnitKind::flop_rate:
    return "rate of operations";
  case UnitKind::power:
    return "power";
  case UnitKind::price_per_hour:
    return "price per hour";
  case UnitKind::price_per_size:
    return "price per size";
  case UnitKind::price_per_energy:
    return "price of energy";
  case UnitKind::price:
    return "price";
  case UnitKind::steps:
    return "number of steps";
  case UnitKind::tokens:
    return "number of tokens";
  case UnitKind::token_rate:
    return "rate of tokens";
  case UnitKind::sample_rate:
    return "rate of samples";
  }
  return "";
}

std::string units_of(UnitKind kind) {
  std::string text;
  for (const Unit& unit : units)
    if (unit.kind == kind) text += (text.empty() ? "" : ", ") + std::string(unit.name);
  return text;
}

std::string_view kind_example(UnitKind kind) {
  switch (kind) {
  case UnitKind::time:
    return "\"3 s\"";
  case UnitKind::size:
    return "\"80 GB\"";
  case UnitKind::bandwidth:
    return "\"5 Gbps\"";
  case UnitKind::flop_rate:
    return "\"989 TFLOP/s\"";
  case UnitKind::power:
    return "\"700 W\"";
  case UnitKind::price_per_hour:
    return "\"2.50 USD/h\"";
  case UnitKind::price_per_size:
    return "\"0.02 USD/GB\"";
  case UnitKind::price_per_energy:
    return "\"0.08 USD/kWh\"";
  case UnitKind::price:
    return "\"250000 USD\"";
  case UnitKind::steps:
    return "\"320 steps\"";
  case UnitKind::tokens:
    return "\"1e12 tokens\"";
  case UnitKind::token_rate:
    return "\"40000 tokens/s\"";
  case UnitKind::sample_rate:
    return "\"20 samples/s\"";
  }
  return "";
}

} // namespace archipelago
