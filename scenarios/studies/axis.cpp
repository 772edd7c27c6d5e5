#include "scenarios/studies/axis.hpp"

#include "scenarios/fields/field.hpp"
#include "scenarios/format/quantity.hpp"
#include "scenarios/studies/expression.hpp"
#include "scenarios/studies/key_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace archipelago {

namespace {

constexpr std::size_t most_values = 100000;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// At commas that stand in no bracket and in no quotes.
std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts(1);
  int depth = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && std::string_view("([{").find(c) != std::string_view::npos) ++depth;
    if (!quoted && std::string_view(")]}").find(c) != std::string_view::npos) --depth;
    if (c == ',' && depth == 0 && !quoted) parts.emplace_back();
    else parts.back() += c;
  }
  for (auto& part : parts) part = std::string(trimmed(part));
  return parts;
}

struct Number { double value = 0; std::string unit; };

std::optional<Number> number_with_unit(std::string_view text) {
  Number number;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.value);
  if (error != std::errc()) return std::nullopt;
  number.unit = std::string(trimmed(text.substr(static_cast<std::size_t>(end - text.data()))));
  if (!number.unit.empty() && !std::holds_alternative<double>(expression_value("1 " + number.unit))) return std::nullopt;
  return number;
}

double unit_size(const std::string& unit) { return unit.empty() ? 1 : std::get<double>(expression_value("1 " + unit)); }

std::string plain(double value) {
  const double rounded = std::stod(fmt::format("{:.6g}", value));
  return std::abs(rounded) >= 1e15 ? fmt::format("{:.6g}", rounded) : fmt::format("{}", rounded);
}

bool counts(const std::string& key) {
  if (key.starts_with('$')) return false;
  const FieldNode* node = field_of_key(key);
  return node && node->field && node->field->form == Form::count;
}

Axis::Span span_between(const std::string& key, std::string_view from, std::string_view to) {
  const auto low = number_with_unit(from), high = number_with_unit(to);
  if (!low || !high) throw AxisFault{fmt::format("'{}..{}': a range goes from one number or quantity to another", from, to), {}};
  Axis::Span span{low->value, high->value, low->unit, false, counts(key)};
  if (low->unit.empty() != high->unit.empty()) throw AxisFault{fmt::format("'{}..{}': both ends need a unit, or none", from, to), {}};
  if (low->unit != high->unit) span.to = high->value * unit_size(high->unit) / unit_size(low->unit);
  if (!(span.from < span.to)) throw AxisFault{fmt::format("'{}..{}': the range must go up", from, to), {}};
  return span;
}

// The range is written FROM..TO and one of /STEP, *FACTOR, #COUNT, #COUNTlog, #log; nothing: continuous.
void read_range(Axis& axis, std::string_view text) {
  const auto dots = text.find("..");
  const std::string_view from = trimmed(text.substr(0, dots)), rest = text.substr(dots + 2);
  // The slash of "USD/GB" belongs to the unit: a step follows the last one.
  auto mark = rest.find_first_of("*#");
  if (mark == std::string_view::npos) {
    mark = rest.rfind('/');
    if (mark != std::string_view::npos && !number_with_unit(trimmed(rest.substr(mark + 1)))) mark = std::string_view::npos;
  }
  axis.span = span_between(axis.keys.front(), from, trimmed(rest.substr(0, mark)));
  axis.numeric = true;
  Axis::Span& span = axis.span;
  const auto add = [&](double value) {
    if (axis.values.size() == most_values) throw AxisFault{fmt::format("'{}' has more than {} values", text, most_values), {}};
    const std::string written = axis.text_of(value);
    if (axis.values.empty() || axis.values.back().front() != written) axis.values.push_back({written});
  };
  const auto wants_positive = [&] { if (span.from <= 0) throw AxisFault{fmt::format("'{}': ratios need a range above 0", text), {}}; };
  if (mark == std::string_view::npos) return;
  const char kind = rest[mark];
  std::string_view how = trimmed(rest.substr(mark + 1));
  if (kind == '#') {
    if (how.ends_with("log")) { span.by_ratio = true; wants_positive(); how = trimmed(how.substr(0, how.size() - 3)); }
    if (how.empty() && span.by_ratio) return;
    const auto count = number_with_unit(how);
    if (!count || count->value < 2 || count->value != std::floor(count->value) || !count->unit.empty()) throw AxisFault{fmt::format("'{}': after # a number of values, 2 or more, is expected", text), {}};
    for (double i = 0; i < count->value && i < most_values + 1.0; ++i) {
      const double part = i / (count->value - 1);
      add(span.by_ratio ? span.from * std::pow(span.to / span.from, part) : span.from + part * (span.to - span.from));
    }
    return;
  }
  const auto step = number_with_unit(how);
  if (!step) throw AxisFault{fmt::format("'{}': after {} a number is expected", text, kind), {}};
  const double slack = 1e-9 * std::abs(span.to);
  if (kind == '*') {
    wants_positive();
    span.by_ratio = true;
    if (step->value <= 1 || !step->unit.empty()) throw AxisFault{fmt::format("'{}': a factor above 1 is expected after *", text), {}};
    for (double value = span.from; value <= span.to + slack; value *= step->value) add(value);
  } else {
    const double size = step->unit.empty() ? step->value : step->value * unit_size(step->unit) / unit_size(span.unit);
    if (size <= 0) throw AxisFault{fmt::format("'{}': a step above 0 is expected after /", text), {}};
    for (double i = 0; span.from + i * size <= span.to + slack; ++i) add(span.from + i * size);
  }
}

std::vector<std::vector<std::string>> read_list(const Axis& axis, std::string_view text) {
  std::vector<std::vector<std::string>> values;
  for (const std::string& part : split(text)) {
    if (part.empty()) throw AxisFault{fmt::format("'{}': a value is missing between commas", text), {}};
    const bool tuple = axis.keys.size() > 1 && part.front() == '(' && part.back() == ')';
    values.push_back(tuple ? split(std::string_view(part).substr(1, part.size() - 2)) : std::vector<std::string>{part});
  }
  return values;
}

void take_list(Axis& axis, std::vector<std::vector<std::string>> values) {
  axis.values = std::move(values);
  for (const auto& value : axis.values)
    if (value.size() != axis.keys.size())
      throw AxisFault{fmt::format("'{}': {} keys in lock step take values such as {}", value.front(), axis.keys.size(), axis.keys.size() == 2 ? "(1,3),(2,4)" : "(1,2,3),(4,5,6)"), {}};
  if (axis.values.empty()) throw AxisFault{fmt::format("{}: no values", axis.keys.front()), {}};
  if (axis.keys.size() > 1) return;
  std::vector<Number> numbers;
  for (const auto& value : axis.values)
    if (const auto number = number_with_unit(value.front())) numbers.push_back(*number);
  axis.numeric = numbers.size() == axis.values.size();
  if (!axis.numeric) return;
  axis.span = {numbers.front().value, numbers.front().value, numbers.front().unit, false, counts(axis.keys.front())};
  for (const Number& number : numbers) {
    const double value = number.value * unit_size(number.unit) / unit_size(axis.span.unit);
    axis.span.from = std::min(axis.span.from, value);
    axis.span.to = std::max(axis.span.to, value);
  }
}

void check_keys(const std::vector<std::string>& keys) {
  for (const std::string& key : keys)
    if (key.starts_with('$') ? key.size() == 1 : true) check_key(key);
}

} // namespace

Axis Axis::from_text(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size())
    throw AxisFault{fmt::format("'{}': expected key=values, such as protocol.sync_interval=8,24,64", text), {}};
  const std::string_view values = trimmed(text.substr(equals + 1));
  Axis axis;
  axis.keys = split(text.substr(0, equals));
  check_keys(axis.keys);
  const auto dots = values.find("..");
  if (axis.keys.size() == 1 && dots != std::string_view::npos && number_with_unit(trimmed(values.substr(0, dots)))) read_range(axis, values);
  else take_list(axis, read_list(axis, values));
  return axis;
}

Axis Axis::from_list(std::vector<std::string> keys, std::vector<std::vector<std::string>> values) {
  Axis axis;
  axis.keys = std::move(keys);
  check_keys(axis.keys);
  take_list(axis, std::move(values));
  return axis;
}

std::string Axis::text_of(double value) const {
  const std::string number = plain(span.whole ? std::round(value) : value);
  return span.unit.empty() ? number : number + " " + span.unit;
}

std::vector<std::string> Axis::at(double place) const {
  if (!continuous()) return values[std::min(values.size() - 1, static_cast<std::size_t>(place * static_cast<double>(values.size())))];
  if (span.by_ratio) return {text_of(span.from * std::pow(span.to / span.from, place))};
  if (!span.whole) return {text_of(span.from + place * (span.to - span.from))};
  return {text_of(std::floor(span.from + place * (std::floor(span.to) - span.from + 1)))};   // each whole number with the same chance
}

const std::string& axis_help() {
  static const std::string text = R"help(Axes:
  --vary protocol.sync_interval=8,24,64            a list
  --vary protocol.sync_interval=8..64/8            from 8 to 64 in steps of 8
  --vary "network.links.west-wan.bandwidth=250 Mbps..4 Gbps*2"   each twice the one before
  --vary "failures.mtbi=1 year..10 year#4"         4 values, evenly spaced; #4log: evenly spaced ratios
  --vary "learners.west.count,learners.south.count=(1,3),(2,2)"  two keys in lock step
  --vary '$n=2,4,8' --set 'learners.west.count=${n}' --set 'protocol.quorum=${n / 2}'   a variable
  --vary "costs.egress=0.01 USD/GB..0.08 USD/GB"   anything between (#log: by ratios), for designs that fill the ranges
)help";
  return text;
}

std::string axis_text(const std::vector<std::string>& texts) { return fmt::format("{}", fmt::join(texts, ", ")); }

} // namespace archipelago
