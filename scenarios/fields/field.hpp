// One key of the scenario format: its name, type, range, default, meaning. The table of all keys drives the reader, the
// checks, the JSON Schema and the reference page, so that they cannot disagree.
#pragma once

#include "models/protocol/rules.hpp"
#include "scenarios/format/quantity.hpp"

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

enum class Form {
  container,   // an object or a list with keys of its own, or one of `words`
  text,
  choice,   // one of `words`
  count,    // whole number
  number,
  flag,      // true or false
  measure,   // text with a unit, one of `units`
};

struct Range {
  double least = -std::numeric_limits<double>::infinity(), most = std::numeric_limits<double>::infinity();
  bool open = false;   // `least` itself is not allowed
};
inline constexpr Range any_value{};
inline constexpr Range not_negative{0};
inline constexpr Range positive{0, std::numeric_limits<double>::infinity(), true};
inline constexpr Range share{0, 1};

using ProtocolSet = unsigned;   // bit per ProtocolName
constexpr ProtocolSet only(ProtocolName name) { return 1u << static_cast<unsigned>(name); }
inline constexpr ProtocolSet every_protocol = ~0u;

struct Field {
  std::string path;   // "learners[].slice_size"; [] is a list item, * any key
  Form form = Form::container;
  std::string help;
  std::vector<std::string> words = {};   // allowed texts; of a count, the allowed numbers
  std::vector<UnitKind> units = {};
  Range range = any_value;
  std::string fallback = {};   // as written in a file, without quotes
  std::string fallback_source = {};
  std::string fallback_rule = {};   // in words, where the reader computes it
  bool required = false;
  bool later = false;                       // known, but of a later release: giving it is an error
  bool catalogued = false;                  // a text is the name of a catalogue entry, {"base": name} changes a part of one
  std::string shorthand = {};               // an object here may be written as this key's value alone
  ProtocolSet protocols = every_protocol;   // that use the key
};

inline Field text_field(const char* path, const char* help) { return {.path = path, .form = Form::text, .help = help}; }

const std::vector<Field>& field_table();
std::string reference_markdown(const std::vector<Field>& table);   // a row per key: unit, default, meaning

// The table as a tree: what may stand at each place of a document.
struct FieldNode {
  const Field* field = nullptr;
  std::vector<std::pair<std::string, FieldNode*>> members;   // in the order of the table
  FieldNode* any_member = nullptr;                           // of a map from free names
  FieldNode* item = nullptr;

  const FieldNode* member(std::string_view key) const;
  bool takes_object() const { return !members.empty() || any_member; }
  std::vector<std::string> member_names() const;
};

const FieldNode& field_root();
std::string expectation(const FieldNode& node);   // "a time such as ... or an object", for messages

} // namespace archipelago
