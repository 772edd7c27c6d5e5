// One object of a checked document, read key by key.
//
// A key that is absent gives the table's default and notes it as an assumption; a key whose value is malformed gives nothing
// and no second finding (the check has already made one). So a builder reads on whatever is wrong, and every problem is found.
#pragma once

#include "models/units.hpp"
#include "models/world.hpp"
#include "scenarios/fields/field.hpp"
#include "scenarios/format/problem.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

// What all builders share.
struct Notes {
  Findings findings;
  std::vector<Assumption> assumptions;
};

class Part {
public:
  Part(const nlohmann::json& value, const FieldNode& node, std::string pointer, std::string place, Notes& notes)
      : value_(&value), node_(&node), pointer_(std::move(pointer)), place_(std::move(place)), notes_(&notes) {}

  bool has(const char* key) const;                         // given, well formed or not
  bool is_word(const char* key, const char* word) const;   // given as this text
  bool is_object(const char* key) const;
  bool is_empty_list(const char* key) const;
  const nlohmann::json& raw() const { return *value_; }
  const std::string& pointer() const { return pointer_; }
  const std::string& place() const { return place_; }   // as assumptions name it: "learners.west"

  std::optional<std::string> text(const char* key) const;
  std::optional<double> number(const char* key) const;
  std::optional<std::int64_t> count(const char* key) const;
  std::optional<bool> flag(const char* key) const;
  std::optional<Measure> measure(const char* key) const;
  template <class Unit> std::optional<Unit> quantity(const char* key) const {
    const auto read = measure(key);
    return read ? std::optional<Unit>(Unit(read->value)) : std::nullopt;
  }

  std::optional<Part> object(const char* key) const;   // nothing unless it is an object
  Part object_or_empty(const char* key) const;         // an absent one is read as {}: its defaults count
  std::vector<Part> items(const char* key) const;
  std::vector<std::string> texts(const char* key) const;   // of a list of texts
  std::vector<double> numbers(const char* key) const;

  void wrong(const char* key, std::string message, std::string nearest = {}) const;   // key "" is the object itself
  void assume(const char* key, std::string value, std::string source) const;

private:
  const nlohmann::json* sound(const char* key) const;   // given and well formed
  const Field* fallback(const char* key) const;         // noted as an assumption when asked for

  const nlohmann::json* value_;
  const FieldNode* node_;
  std::string pointer_, place_;
  Notes* notes_;
};

} // namespace archipelago
