#include "scenarios/check/override.hpp"

#include "scenarios/fields/field.hpp"
#include "scenarios/format/json_text.hpp"
#include "scenarios/format/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace archipelago {

using nlohmann::json;

namespace {

struct BadPath {
  std::string message, nearest;
};

// Walks the document and the field tree side by side, making the objects on its way.
class PathWalk {
public:
  explicit PathWalk(json& root) : value_(&root), node_(&field_root()) {}

  void enter(const std::string& step) {
    if (!value_->is_array() && node_->takes_object()) enter_member(step);
    else if (node_->item) enter_item(step);
    else throw BadPath{fmt::format("'{}' has no parts, so '{}' is not one", walked_, step), {}};
    walked_ += (walked_.empty() ? "" : ".") + step;
  }

  void assign(json value) {
    if (value.is_null() && holder_) holder_->erase(key_);
    else *value_ = std::move(value);
  }

  const std::string& pointer() const { return pointer_; }

private:
  void enter_member(const std::string& key) {
    const FieldNode* member = node_->member(key);
    if (!member)
      throw BadPath{fmt::format("no key '{}' {}", key, walked_.empty() ? "in a scenario" : "in '" + walked_ + "'"),
                    nearest_name(key, node_->member_names())};
    if (!value_->is_object()) open();
    holder_ = value_;
    key_ = key;
    value_ = &(*value_)[key];
    node_ = member;
    pointer_ = pointer_to(pointer_, key);
  }

  // A name or a single value becomes the object that it is short for; a word such as "none" just goes.
  void open() {
    const Field* field = node_->field;
    json object = json::object();
    if (value_->is_string() && field && !field->shorthand.empty() &&
        std::find(field->words.begin(), field->words.end(), value_->get<std::string>()) == field->words.end())
      object[field->shorthand] = *value_;
    *value_ = std::move(object);
  }

  void enter_item(const std::string& step) {
    if (!value_->is_array() || value_->empty())
      throw BadPath{fmt::format("'{}' is no list with items here, so '{}' is not one", walked_, step), {}};
    std::size_t index = index_of(step);
    value_ = &(*value_)[index];
    node_ = node_->item;
    holder_ = nullptr;
    pointer_ = pointer_to(pointer_, index);
  }

  std::size_t index_of(const std::string& step) const {
    std::vector<std::string> names;
    for (std::size_t k = 0; k < value_->size(); ++k) {
      const json& item = (*value_)[k];
      const std::string name =
          item.is_object() && item.contains("name") && item["name"].is_string() ? item["name"].get<std::string>() : "";
      if (name == step) return k;
      if (!name.empty()) names.push_back(name);
    }
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
    const bool number = error == std::errc() && end == step.data() + step.size();
    if (number && index < value_->size()) return index;
    if (number)
      throw BadPath{fmt::format("'{}' has {} item(s), counted from 0; there is no {}", walked_, value_->size(), step), {}};
    throw BadPath{fmt::format("no item '{}' in '{}'", step, walked_), nearest_name(step, names)};
  }

  json* value_;
  const FieldNode* node_;
  json* holder_ = nullptr;
  std::string key_, walked_, pointer_;
};

} // namespace

std::optional<Problem> apply_override(Document& document, const std::string& text) {
  const auto failed = [&](std::string message, std::string nearest) {
    return Problem{"--set " + text, 0, 0, "", std::move(message), std::move(nearest)};
  };
  if (!is_utf8(text)) return failed("is not UTF-8 text", {});
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0) return failed("expected key=value, such as protocol.quorum=4", {});

  json changed = document.value;   // a path that fails halfway must leave nothing behind
  PathWalk walk(changed);
  try {
    const std::string path = text.substr(0, equals);
    for (std::size_t start = 0; start <= path.size();) {
      const auto end = std::min(path.find('.', start), path.size());
      walk.enter(path.substr(start, end - start));
      start = end + 1;
    }
  } catch (const BadPath& bad) { return failed(bad.message, bad.nearest); }
  const std::string written = text.substr(equals + 1);
  std::vector<TextFault> faults;
  json value = parse_json(written, faults);
  walk.assign(faults.empty() ? std::move(value) : json(written));
  document.value = std::move(changed);
  document.note_override(walk.pointer(), "--set " + text);
  return std::nullopt;
}

std::optional<Problem> add_chaos(Document& document, const std::vector<std::string>& texts) {
  for (const std::string& text : texts)
    if (!is_utf8(text)) return Problem{"--chaos " + text, 0, 0, "", "is not UTF-8 text", {}};
  json& simulation = document.value["simulation"];
  if (!simulation.is_object()) return std::nullopt;   // which is a problem of its own
  json& chaos = simulation["chaos"];
  if (chaos.is_null()) chaos = json::array();
  if (!chaos.is_array()) chaos = json::array({chaos});
  for (const std::string& text : texts) {
    document.note_override(pointer_to("/simulation/chaos", chaos.size()), "--chaos " + text);
    chaos.push_back(text);
  }
  return std::nullopt;
}

} // namespace archipelago
