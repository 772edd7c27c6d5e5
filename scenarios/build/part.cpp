#include "scenarios/build/part.hpp"

#include "scenarios/check/check_fields.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

using nlohmann::json;

namespace {

std::string name_of_item(const json& item, std::size_t index) {
  const auto name = item.is_object() ? item.find("name") : item.end();
  return item.is_object() && name != item.end() && name->is_string() ? name->get<std::string>() : std::to_string(index);
}

} // namespace

bool Part::has(const char* key) const { return value_->is_object() && value_->contains(key); }

bool Part::is_word(const char* key, const char* word) const { return has(key) && (*value_)[key] == word; }

bool Part::is_object(const char* key) const { return has(key) && (*value_)[key].is_object(); }

bool Part::is_empty_list(const char* key) const { return has(key) && (*value_)[key].is_array() && (*value_)[key].empty(); }

const json* Part::sound(const char* key) const {
  if (!has(key)) return nullptr;
  const FieldNode* member = node_->member(key);
  const json& value = (*value_)[key];
  return member && well_formed(value, *member) ? &value : nullptr;
}

const Field* Part::fallback(const char* key) const {
  if (has(key)) return nullptr;
  const FieldNode* member = node_->member(key);
  if (!member || !member->field || member->field->fallback.empty()) return nullptr;
  assume(key, member->field->fallback, member->field->fallback_source);
  return member->field;
}

std::optional<std::string> Part::text(const char* key) const {
  if (const json* value = sound(key); value && value->is_string()) return value->get<std::string>();
  if (const Field* field = fallback(key)) return field->fallback;
  return std::nullopt;
}

std::optional<double> Part::number(const char* key) const {
  if (const json* value = sound(key); value && value->is_number()) return value->get<double>();
  if (const Field* field = fallback(key)) return std::stod(field->fallback);
  return std::nullopt;
}

std::optional<std::int64_t> Part::count(const char* key) const {
  const auto value = number(key);
  return value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
}

std::optional<bool> Part::flag(const char* key) const {
  if (const json* value = sound(key); value && value->is_boolean()) return value->get<bool>();
  if (const Field* field = fallback(key)) return field->fallback == "true";
  return std::nullopt;
}

std::optional<Measure> Part::measure(const char* key) const {
  const FieldNode* member = node_->member(key);
  if (!member || !member->field) return std::nullopt;
  if (const json* value = sound(key); value && value->is_string())
    return parse_measure(value->get<std::string>(), member->field->units).measure;
  if (const Field* field = fallback(key)) return parse_measure(field->fallback, field->units).measure;
  return std::nullopt;
}

std::optional<Part> Part::object(const char* key) const {
  if (!is_object(key)) return std::nullopt;
  return object_or_empty(key);
}

Part Part::object_or_empty(const char* key) const {
  static const json empty = json::object();
  const json& value = is_object(key) ? (*value_)[key] : empty;
  return Part(value, *node_->member(key), pointer_to(pointer_, key), place_.empty() ? key : place_ + "." + key, *notes_);
}

std::vector<Part> Part::items(const char* key) const {
  std::vector<Part> parts;
  if (!has(key) || !(*value_)[key].is_array()) return parts;
  const json& list = (*value_)[key];
  const FieldNode& item = *node_->member(key)->item;
  const std::string place = place_.empty() ? key : place_ + "." + key;
  for (std::size_t k = 0; k < list.size(); ++k)
    parts.emplace_back(list[k], item, pointer_to(pointer_to(pointer_, key), k), place + "." + name_of_item(list[k], k), *notes_);
  return parts;
}

std::vector<std::string> Part::texts(const char* key) const {
  std::vector<std::string> result;
  for (const Part& item : items(key))
    if (item.raw().is_string()) result.push_back(item.raw().get<std::string>());
  return result;
}

std::vector<double> Part::numbers(const char* key) const {
  std::vector<double> result;
  for (const Part& item : items(key))
    if (well_formed(item.raw(), *item.node_)) result.push_back(item.raw().get<double>());
  return result;
}

void Part::wrong(const char* key, std::string message, std::string nearest) const {
  notes_->findings.push_back({*key ? pointer_to(pointer_, key) : pointer_, std::move(message), std::move(nearest), false});
}

void Part::assume(const char* key, std::string value, std::string source) const {
  notes_->assumptions.push_back(
      {*key ? (place_.empty() ? key : place_ + "." + key) : place_, std::move(value), std::move(source)});
}

} // namespace archipelago
