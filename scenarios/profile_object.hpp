// One object of a profile's document: what is missing or of the wrong kind is a finding, and reads as a default.
#pragma once

#include "models/hardware/name_lookup.hpp"
#include "scenarios/format/problem.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace archipelago {

class ProfileObject {
public:
  ProfileObject(const nlohmann::json& value, std::string pointer, Findings& findings);

  bool has(const char* key) const { return value_->is_object() && value_->contains(key); }
  double number(const char* key, double least, double unit = 1) const;
  double positive(const char* key, double unit = 1) const { return number(key, 1e-12, unit); }
  int whole(const char* key) const { return static_cast<int>(number(key, 0)); }
  std::string text(const char* key) const;
  std::vector<std::string> texts(const char* key) const;
  std::vector<double> flat(const char* key, std::size_t least, std::size_t most) const;   // numbers of nested lists, in order
  ProfileObject object(const char* key) const;

  template <class Value, std::size_t count> Value one_of(const char* key, const std::array<std::string_view, count>& names) const {
    const std::string name = text(key);
    const auto value = value_named<Value>(names, name);
    if (!value) wrong(key, fmt::format("\"{}\" is not known", name));
    return value.value_or(Value{});
  }

  template <class Item, class Read> std::vector<Item> items(const char* key, std::size_t least, Read read) const {
    std::vector<Item> out;
    const nlohmann::json* list = get(key);
    if (list && (!list->is_array() || list->size() < least)) wrong(key, fmt::format("a list of at least {} is expected", least));
    if (!list || !list->is_array()) return out;
    for (std::size_t i = 0; i < list->size(); ++i)
      out.push_back(read(ProfileObject((*list)[i], pointer_to(pointer_to(pointer_, key), i), *findings_)));
    return out;
  }

private:
  const nlohmann::json* get(const char* key) const;   // a finding if it is not there
  void wrong(const char* key, std::string message) const;

  const nlohmann::json* value_;
  std::string pointer_;
  Findings* findings_;
};

} // namespace archipelago
