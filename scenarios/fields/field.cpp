#include "scenarios/fields/field.hpp"

#include "scenarios/fields/field_tree.hpp"
#include "scenarios/fields/groups.hpp"

#include <fmt/format.h>

namespace archipelago {

namespace {

std::string quoted_list(const std::vector<std::string>& words, bool bare) {
  std::string text;
  for (std::size_t k = 0; k < words.size(); ++k)
    text += fmt::format("{}{}{}{}",
                        k == 0                  ? ""
                        : k + 1 == words.size() ? " or "
                                                : ", ",
                        bare ? "" : "\"", words[k], bare ? "" : "\"");
  return text;
}

} // namespace

const std::vector<Field>& field_table() {
  static const std::vector<Field> table = [] {
    Fields fields;
    add_run_fields(fields);
    add_model_fields(fields);
    add_site_fields(fields);
    add_learner_fields(fields);
    add_network_fields(fields);
    add_protocol_fields(fields);
    add_failure_fields(fields);
    add_storage_fields(fields);
    add_cost_fields(fields);
    return fields;
  }();
  return table;
}

const FieldNode& field_root() {
  static const FieldTree tree(field_table());
  return tree.root();
}

const FieldNode* FieldNode::member(std::string_view key) const {
  for (const auto& [name, node] : members)
    if (name == key) return node;
  return any_member;
}

std::vector<std::string> FieldNode::member_names() const {
  std::vector<std::string> names;
  for (const auto& [name, node] : members) names.push_back(name);
  return names;
}

std::string expectation(const FieldNode& node) {
  std::vector<std::string> ways;
  const Field* field = node.field;
  if (field) {
    if (!field->words.empty()) ways.push_back(quoted_list(field->words, field->form == Form::count));
    for (UnitKind kind : field->units)
      ways.push_back(fmt::format("a {} such as {} ({})", kind_name(kind), kind_example(kind), units_of(kind)));
    if (field->form == Form::text) ways.push_back(field->catalogued ? "the name of a catalogue entry" : "a text");
    if (field->form == Form::count && field->words.empty()) ways.push_back("a whole number");
    if (field->form == Form::number) ways.push_back("a number");
    if (field->form == Form::flag) ways.push_back("true or false");
  }
  if (node.takes_object()) ways.push_back("an object");
  if (node.item) ways.push_back("a list");
  std::string text;
  for (const std::string& way : ways) text += (text.empty() ? "" : " or ") + way;
  return text;
}

} // namespace archipelago
