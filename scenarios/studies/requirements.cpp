#include "scenarios/studies/requirements.hpp"

#include "scenarios/format/nearest.hpp"
#include "scenarios/format/quantity.hpp"
#include "scenarios/studies/axis.hpp"
#include "scenarios/studies/expression.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr const char* power_key = "site_power";
const std::vector<std::string> bounds{"at_least", "at_most"};

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

void add_limit(Requirements& requirements, const std::string& key, bool at_least, const std::string& written) {
  if (key == power_key || key.starts_with(std::string(power_key) + ".")) {
    if (at_least) throw AxisFault{fmt::format("{}: the power of a site has a limit above (<=, \"at_most\")", key), {}};
    const MeasureText power = parse_measure(written, {UnitKind::power});
    if (!power.measure) throw AxisFault{fmt::format("{}: {}", key, power.fault), power.nearest};
    requirements.power.push_back({key.size() > std::char_traits<char>::length(power_key) ? key.substr(std::char_traits<char>::length(power_key) + 1) : "", Watts(power.measure->value), written});
    return;
  }
  ExpressionValue value = expression_value(written);
  if (const MeasureText money = parse_measure(written, {UnitKind::price}); money.measure) value = money.measure->value;
  if (!std::holds_alternative<double>(value)) throw AxisFault{fmt::format("{}: '{}' is neither a number nor a quantity such as \"30 d\"", key, written), {}};
  requirements.figures.push_back({key, at_least, std::get<double>(value), written});
}

void set_memory(Requirements& requirements, const std::string& word) {
  if (word != "fits") throw AxisFault{fmt::format("memory: '{}', expected fits: every learner's predicted memory fits its accelerator", word), "fits"};
  requirements.memory_fits = true;
}

} // namespace

void add_requirement(Requirements& requirements, const std::string& text) {
  const auto sign = text.find_first_of("<>=");
  const std::string key = trimmed(text.substr(0, sign));
  const bool bounded = sign != std::string::npos && text[sign] != '=';
  const bool spelt = sign != std::string::npos && (!bounded || text.compare(sign + 1, 1, "=") == 0);
  const std::string value = spelt ? trimmed(text.substr(sign + (bounded ? 2 : 1))) : std::string();
  if (!spelt || key.empty() || value.empty())
    throw AxisFault{fmt::format("'{}': expected a figure and its limit such as goodput>=0.9 or time_to_target_s<=30 d, zones=eu,us, or memory=fits", text), {}};
  if (bounded) return add_limit(requirements, key, text[sign] == '>', value);
  if (key == "memory") return set_memory(requirements, value);
  if (key != "zones") throw AxisFault{fmt::format("'{}': a figure takes <= or >=; = goes with zones and memory", text), {}};
  for (std::size_t start = 0; start <= value.size();) {
    const auto end = std::min(value.find(',', start), value.size());
    requirements.zones.push_back(trimmed(value.substr(start, end - start)));
    start = end + 1;
  }
}

Requirements read_requirements(const json& object, Findings& findings) {
  Requirements requirements;
  const auto wrong = [&](const std::string& pointer, std::string message, std::string nearest = {}) { findings.push_back({pointer, std::move(message), std::move(nearest), false}); };
  if (!object.is_object()) {
    wrong("/constraints", "an object of figures and their limits is expected, such as {\"goodput\": {\"at_least\": 0.9}}");
    return requirements;
  }
  for (const auto& [key, value] : object.items()) {
    const std::string pointer = pointer_to("/constraints", key);
    try {
      if (key == "zones") {
        if (!value.is_array() || value.empty() || !std::all_of(value.begin(), value.end(), [](const json& zone) { return zone.is_string(); }))
          throw AxisFault{"a list of zones is expected, such as [\"eu\", \"us\"]", {}};
        for (const json& zone : value) requirements.zones.push_back(zone.get<std::string>());
      } else if (key == "memory") {
        set_memory(requirements, value.is_string() ? value.get<std::string>() : value.dump());
      } else {
        if (!value.is_object() || value.empty()) throw AxisFault{"a limit is expected, such as {\"at_most\": \"30 d\"}", {}};
        for (const auto& [bound, limit] : value.items()) {
          if (std::find(bounds.begin(), bounds.end(), bound) == bounds.end()) {
            wrong(pointer_to(pointer, bound), fmt::format("no key '{}' in a limit; at_least and at_most are", bound), nearest_name(bound, bounds));
            continue;
          }
          if (!limit.is_number() && !limit.is_string()) throw AxisFault{fmt::format("{}: a number or a quantity is expected", bound), {}};
          add_limit(requirements, key, bound == "at_least", limit.is_string() ? limit.get<std::string>() : limit.dump());
        }
      }
    } catch (const AxisFault& fault) { wrong(pointer, fault.message, fault.nearest); }
  }
  return requirements;
}

std::string text_of(const FigureLimit& limit) { return fmt::format("{} {} {}", limit.figure, limit.at_least ? ">=" : "<=", limit.written); }

} // namespace archipelago
