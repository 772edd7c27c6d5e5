#include "reports/result_check.hpp"

#include "reports/figures.hpp"
#include "reports/reading.hpp"
#include "scenarios/format/json_text.hpp"
#include "scenarios/format/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr std::size_t most_shown = 20;

bool is_number_or_null(const json& leaf) { return leaf.is_null() || leaf.is_number(); }

bool is_figure(const json& leaf) {
  if (is_number_or_null(leaf)) return true;
  if (!is_interval(leaf) || !leaf.contains("mean") || !is_number_or_null(leaf["mean"]) || !leaf["n"].is_number_integer()) return false;
  const json& ends = leaf["ci90"];
  return ends.is_null() || (ends.is_array() && ends.size() == 2 && std::all_of(ends.begin(), ends.end(), is_number_or_null));
}

enum class ValueKind { figure, text, yes_or_no, whole, anything };

// What has a unit is a figure; of what has none, all but these are texts.
ValueKind kind_of(const Figure& figure, const std::vector<const Figure*>& figures) {
  constexpr std::array counted = {"per_seed[].seed", "seeds[]", "failed[].seed"};
  constexpr std::array judged = {"quality.valid", "learners[].predicted.fits", "learners[].predicted.used", "learners[].predicted.measured"};
  constexpr std::array free = {"assumptions[].value", "scenario.document", "engine.fingerprint", "syncer.contributors.histogram", "faults[].count"};
  const auto in = [&](const auto& keys) { return std::find(keys.begin(), keys.end(), figure.key) != keys.end(); };
  if (in(counted)) return ValueKind::whole;
  if (in(judged)) return ValueKind::yes_or_no;
  if (in(free)) return ValueKind::anything;
  const bool holds_others = std::any_of(figures.begin(), figures.end(), [&](const Figure* other) {
    return other->key.size() > figure.key.size() && other->key.starts_with(figure.key) && (other->key[figure.key.size()] == '.' || other->key[figure.key.size()] == '[');
  });
  if (holds_others) return ValueKind::anything;   // looked at as those
  return figure.unit.empty() ? ValueKind::text : ValueKind::figure;
}

std::string_view expectation(ValueKind kind) {
  switch (kind) {
  case ValueKind::figure: return "a number, {\"mean\", \"ci90\", \"n\"} or null";
  case ValueKind::text: return "a text";
  case ValueKind::yes_or_no: return "true or false";
  default: return "a whole number";
  }
}

bool is(const json& leaf, ValueKind kind) {
  switch (kind) {
  case ValueKind::figure: return is_figure(leaf);
  case ValueKind::text: return leaf.is_string();
  case ValueKind::yes_or_no: return leaf.is_boolean() || leaf.is_null();
  case ValueKind::whole: return leaf.is_number_integer();
  case ValueKind::anything: return true;
  }
  return true;
}

class Check {
public:
  Check(const json& document, Findings& findings) : document_(document), findings_(findings) {}

  void look_at_all() {
    const auto figures = all_figures();
    for (const Figure* figure : figures)
      if (figure->key != "engine.fingerprint[]") follow(document_, "", figure->key, kind_of(*figure, figures));   // of one seed it is no list
  }

private:
  void wrong(const std::string& pointer, const json& found, std::string_view expected) {
    findings_.push_back({pointer, fmt::format("{} is {}, expected {}", pointer, found.type_name(), expected), "", false});
  }

  void follow(const json& at, const std::string& pointer, std::string_view key, ValueKind kind) {
    if (at.is_null() && !key.empty() && !pointer.empty()) return;   // a part that is not known
    if (key.starts_with("[]")) {
      key.remove_prefix(2);
      if (!at.is_array()) return wrong(pointer, at, "a list");
      for (std::size_t i = 0; i < at.size(); ++i) follow(at[i], pointer_to(pointer, i), key, kind);
      return;
    }
    if (key.starts_with('.')) key.remove_prefix(1);
    if (key.empty()) {
      if (!is(at, kind)) wrong(pointer, at, expectation(kind));
      return;
    }
    const std::size_t end = std::min(key.find_first_of(".["), key.size());
    const std::string name(key.substr(0, end));
    if (!at.is_object()) return wrong(pointer, at, "an object");
    if (const auto child = at.find(name); child != at.end()) follow(*child, pointer_to(pointer, name), key.substr(end), kind);
  }

  const json& document_;
  Findings& findings_;
};

// What tables and words lean on.
void require_parts(const json& document, Findings& findings) {
  for (const char* list : {"learners", "sites", "links", "flags", "unknown", "assumptions", "seeds"})
    if (!document.contains(list) || !document[list].is_array()) findings.push_back({"", fmt::format("no list \"{}\"", list), "", false});
  for (const char* object : {"scenario", "engine", "time_shares", "syncer", "quality", "cost"})
    if (!document.contains(object) || !document[object].is_object()) findings.push_back({"", fmt::format("no object \"{}\"", object), "", false});
}

} // namespace

CheckedResult checked_result(std::string_view text) {
  CheckedResult result;
  const std::string whole(text);
  std::vector<TextFault> broken;
  result.document = parse_json(whole, broken);
  for (const TextFault& fault : broken) result.faults.push_back(fmt::format("line {}: {}", line_column(whole, fault.offset).line, fault.message));
  if (!broken.empty()) return result;
  if (!result.document.is_object() || result.document.value("format", json()) != "archipelago-result/1") {
    result.faults = {"no result: expected a file that `archipelago run --out` wrote (its \"format\" is \"archipelago-result/1\")"};
    return result;
  }
  Findings findings;
  require_parts(result.document, findings);
  Check(result.document, findings).look_at_all();
  std::vector<std::string> seen;   // a wrong place is met once for each figure beyond it
  for (const Finding& finding : findings)
    if (std::find(seen.begin(), seen.end(), finding.message) == seen.end()) seen.push_back(finding.message);
  for (std::size_t i = 0; i < std::min(most_shown, seen.size()); ++i) result.faults.push_back(seen[i]);
  if (seen.size() > most_shown) result.faults.push_back(fmt::format("and {} more", seen.size() - most_shown));
  return result;
}

}   // namespace archipelago
