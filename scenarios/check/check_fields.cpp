#include "scenarios/check/check_fields.hpp"

#include "scenarios/format/nearest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace archipelago {

using nlohmann::json;

namespace {

std::string shown(const json& value) {
  if (value.is_object()) return "an object";
  if (value.is_array()) return "a list";
  std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
  if (text.size() > 60) text = text.substr(0, 57) + "...";
  return text;
}

std::string range_text(const Range& range) {
  if (std::isinf(range.most)) return range.open ? fmt::format("above {}", range.least) : fmt::format("{} or more", range.least);
  return range.open ? fmt::format("above {} and at most {}", range.least, range.most)
                    : fmt::format("from {} to {}", range.least, range.most);
}

bool inside(double value, const Range& range) {
  return (range.open ? value > range.least : value >= range.least) && value <= range.most;
}

struct Verdict {
  bool good = true;
  std::string message, nearest;
};
Verdict wrong(std::string message, std::string nearest = {}) { return {false, std::move(message), std::move(nearest)}; }

Verdict judge_number(const json& value, const Field& field) {
  const double number = value.get<double>();
  if (field.form == Form::count && number != std::trunc(number))
    return wrong(fmt::format("found {}, expected a whole number", shown(value)));
  if (!field.words.empty() && std::find(field.words.begin(), field.words.end(), fmt::format("{}", number)) == field.words.end())
    return wrong(fmt::format("found {}, expected one of {}", shown(value), fmt::join(field.words, ", ")));
  if (!inside(number, field.range))
    return wrong(fmt::format("found {}, expected a number {}", shown(value), range_text(field.range)));
  return {};
}

Verdict judge_measure(const std::string& text, const Field& field, const FieldNode& node) {
  if (!field.words.empty() && !text.empty() && std::isalpha(static_cast<unsigned char>(text[0])))
    return wrong(fmt::format("found \"{}\", expected {}", text, expectation(node)), nearest_name(text, field.words));
  const auto parsed = parse_measure(text, field.units);
  if (!parsed.measure) return wrong(parsed.fault, parsed.nearest);
  if (!inside(parsed.measure->value, field.range)) {
    const double least = field.range.least;
    const bool zero = least == 0 && std::isinf(field.range.most);
    return wrong(zero ? fmt::format("found \"{}\", expected {}", text, field.range.open ? "more than zero" : "zero or more")
                      : fmt::format("found \"{}\", expected {}", text, range_text(field.range)));
  }
  return {};
}

Verdict judge(const json& value, const FieldNode& node) {
  if (value.is_object() && node.takes_object()) return {};
  if (value.is_array() && node.item) return {};
  const Field* field = node.field;
  const bool is_text = value.is_string();
  if (field && is_text) {
    const auto& text = value.get_ref<const std::string&>();
    const bool word =
        field->form != Form::count && std::find(field->words.begin(), field->words.end(), text) != field->words.end();
    if (word) return {};
    if (field->form == Form::text) return text.empty() ? wrong("found an empty text") : Verdict{};
    if (field->form == Form::measure || !field->units.empty()) return judge_measure(text, *field, node);
    if (field->form != Form::count && !field->words.empty())
      return wrong(fmt::format("found {}, expected {}", shown(value), expectation(node)), nearest_name(text, field->words));
  }
  if (field && value.is_number() && (field->form == Form::count || field->form == Form::number))
    return judge_number(value, *field);
  if (field && value.is_boolean() && field->form == Form::flag) return {};
  return wrong(fmt::format("found {}, expected {}", shown(value), expectation(node)));
}

class FieldCheck {
public:
  explicit FieldCheck(Findings& findings) : findings_(findings) {
    for (const Finding& finding : findings) found_before_.insert(finding.pointer);
  }

  void walk(const json& value, const FieldNode& node, const std::string& pointer) {
    if (findings_.size() >= findings_limit) return;
    if (node.field && node.field->later) {
      findings_.push_back({pointer, fmt::format("not available in this release: {}", node.field->help), {}, true});
      return;
    }
    if (value.is_null() && unresolved(pointer)) return;
    if (Verdict verdict = judge(value, node); !verdict.good) {
      findings_.push_back({pointer, std::move(verdict.message), std::move(verdict.nearest), false});
      return;
    }
    if (value.is_object()) walk_members(value, node, pointer);
    if (value.is_array())
      for (std::size_t k = 0; k < value.size(); ++k) walk(value[k], *node.item, pointer_to(pointer, k));
  }

private:
  // A name that no catalogue has is already a finding, and null in its place.
  bool unresolved(const std::string& pointer) const {
    return found_before_.contains(pointer) || found_before_.contains(pointer + "/base");
  }

  void walk_members(const json& value, const FieldNode& node, const std::string& pointer) {
    for (const auto& [key, part] : value.items()) {
      if (findings_.size() >= findings_limit) return;
      if (const FieldNode* member = node.member(key)) walk(part, *member, pointer_to(pointer, key));
      else
        findings_.push_back({pointer_to(pointer, key),
                             fmt::format("no key \"{}\" here; expected {}", key, fmt::join(node.member_names(), ", ")),
                             nearest_name(key, node.member_names()), true});
    }
    for (const auto& [key, member] : node.members)
      if (member->field && member->field->required && !value.contains(key))
        findings_.push_back({pointer,
                             fmt::format("\"{}\" is missing: {}; expected {}", key, member->field->help, expectation(*member)),
                             {},
                             false});
  }

  Findings& findings_;
  std::set<std::string> found_before_;
};

} // namespace

void check_fields(const json& document, Findings& findings) { check_fields(document, field_root(), findings); }

void check_fields(const json& value, const FieldNode& node, Findings& findings) { FieldCheck(findings).walk(value, node, ""); }

bool well_formed(const json& value, const FieldNode& node) { return judge(value, node).good; }

} // namespace archipelago
