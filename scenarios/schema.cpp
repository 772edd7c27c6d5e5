#include "scenarios/fields/field.hpp"
#include "scenarios/scenario.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace archipelago {

using nlohmann::ordered_json;

namespace {

ordered_json range_of(const Range& range) {
  ordered_json part = ordered_json::object();
  if (!std::isinf(range.least)) part[range.open ? "exclusiveMinimum" : "minimum"] = range.least;
  if (!std::isinf(range.most)) part["maximum"] = range.most;
  return part;
}

ordered_json number_schema(const Field& field) {
  ordered_json part{{"type", field.form == Form::count ? "integer" : "number"}};
  if (field.words.empty()) {
    part.update(range_of(field.range));
  } else {
    for (const std::string& word : field.words) part["enum"].push_back(std::stoi(word));
  }
  return part;
}

// A pattern for a number with one of the units; ranges of quantities are the reader's to check.
ordered_json measure_schema(const Field& field) {
  std::string alternatives;
  for (UnitKind kind : field.units) {
    std::string names = units_of(kind);
    for (auto at = names.find(", "); at != std::string::npos; at = names.find(", ")) names.replace(at, 2, 1, '|');
    if (!alternatives.empty()) alternatives += '|';
    alternatives += names;
  }
  return {{"type", "string"}, {"pattern", fmt::format("^[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]+)? *({})$", alternatives)}};
}

ordered_json default_value(const Field& field) {
  if (field.form == Form::count || field.form == Form::number) return std::stod(field.fallback);
  if (field.form == Form::flag) return field.fallback == "true";
  return field.fallback;
}

ordered_json schema_of(const FieldNode& node);

ordered_json object_schema(const FieldNode& node) {
  ordered_json part{{"type", "object"}, {"additionalProperties", node.any_member ? schema_of(*node.any_member) : ordered_json(false)}};
  for (const auto& [key, member] : node.members) {
    part["properties"][key] = schema_of(*member);
    if (member->field && member->field->required) part["required"].push_back(key);
  }
  return part;
}

std::vector<ordered_json> ways_of(const FieldNode& node) {
  std::vector<ordered_json> ways;
  if (const Field* field = node.field) {
    if (field->form == Form::text) ways.push_back({{"type", "string"}, {"minLength", 1}});
    if (field->form == Form::flag) ways.push_back({{"type", "boolean"}});
    if (field->form == Form::count || field->form == Form::number) ways.push_back(number_schema(*field));
    if (!field->units.empty()) ways.push_back(measure_schema(*field));
    if (field->form != Form::count && field->form != Form::text && !field->words.empty())
      ways.push_back({{"enum", field->words}});
  }
  if (node.takes_object()) ways.push_back(object_schema(node));
  if (node.item) ways.push_back({{"type", "array"}, {"items", schema_of(*node.item)}});
  return ways;
}

ordered_json schema_of(const FieldNode& node) {
  ordered_json part = ordered_json::object();
  if (node.field) part["description"] = node.field->help;
  if (node.field && node.field->later) {
    part["not"] = ordered_json::object();   // nothing is allowed here in this release
    return part;
  }
  const auto ways = ways_of(node);
  if (ways.size() == 1) part.update(ways.front());
  else part["anyOf"] = ways;
  if (node.field && !node.field->fallback.empty()) part["default"] = default_value(*node.field);
  return part;
}

} // namespace

std::string schema_json() {
  ordered_json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
              {"title", "Archipelago scenario, archipelago/1; what extends another may leave required keys to it"}};
  schema.update(schema_of(field_root()));
  return schema.dump(2) + "\n";
}

} // namespace archipelago
