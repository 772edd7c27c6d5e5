#include "scenarios/fields/field.hpp"
#include "scenarios/fields/protocol_fields.hpp"
#include "scenarios/scenario.hpp"

#include <fmt/format.h>

namespace archipelago {

namespace {

// "object" or "list", of a field with fields of its own.
std::string container_of(const std::vector<Field>& table, const Field& field) {
  for (const Field& other : table)
    if (other.path.starts_with(field.path + "[]")) return "list";
  return "object";
}

std::string unit_of(const std::vector<Field>& table, const Field& field) {
  std::string text = field.form == Form::container ? container_of(table, field) : "";
  for (UnitKind kind : field.units) text += (text.empty() ? "" : ", ") + std::string(kind_name(kind));
  if (field.form == Form::count && field.words.empty()) text += text.empty() ? "count" : ", count";
  if (field.form == Form::number) text = "number";
  if (field.form == Form::text) text = field.catalogued ? "name" : "text";
  if (field.form == Form::flag) text = "true, false";
  for (const std::string& word : field.words) text += (text.empty() ? "" : ", ") + fmt::format("`{}`", word);
  return text;
}

std::string default_text(const Field& field) {
  if (field.later) return "a later release";
  if (field.required) return "required";
  return field.fallback.empty() ? field.fallback_rule : fmt::format("`{}`", field.fallback);
}

std::string users_of(ProtocolSet protocols) {
  if (protocols == every_protocol) return {};
  std::string text;
  for (const std::string& name : protocol_names())
    if (protocols & only(*protocol_by_name(name))) text += (text.empty() ? "" : ", ") + name;
  return " (" + text + ")";
}

} // namespace

std::string reference_markdown(const std::vector<Field>& table) {
  std::string text = "| key | type or unit | default | meaning |\n|---|---|---|---|\n";
  for (const Field& field : table)
    text += fmt::format("| `{}` | {} | {} | {}{} |\n", field.path, unit_of(table, field), default_text(field), field.help,
                        users_of(field.protocols));
  return text;
}

std::string reference_markdown() { return reference_markdown(field_table()); }

// An entry of a catalogue is what a scenario may write in this place, under a name of its own.
std::string catalogue_reference_markdown() {
  std::string text;
  for (const auto& [catalogue, place] : {std::pair{"accelerators", "learners[].accelerator"}, {"models", "model"}, {"networks", "network"}, {"failures", "failures"},
                                         {"prices", "costs.prices.*"}}) {
    std::vector<Field> part;
    for (Field field : field_table()) {
      if (!field.path.starts_with(std::string(place) + ".") || field.later) continue;
      field.path.erase(0, std::string_view(place).size() + 1);
      if (field.path != "base") part.push_back(std::move(field));
    }
    text += fmt::format("## {}\n\nIn a scenario: `{}`.\n\n{}\n", catalogue, place, reference_markdown(part));
  }
  return text;
}

} // namespace archipelago
