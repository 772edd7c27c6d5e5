#include "scenarios/studies/key_path.hpp"

#include "scenarios/format/nearest.hpp"
#include "scenarios/studies/axis.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <vector>

namespace archipelago {

namespace {

std::vector<std::string> steps_of(const std::string& key) {
  std::vector<std::string> steps;
  for (std::size_t start = 0; start <= key.size();) {
    const auto end = std::min(key.find('.', start), key.size());
    steps.push_back(key.substr(start, end - start));
    start = end + 1;
  }
  return steps;
}

// Walks down the field tree; stops with the node and step at which the format has no more.
struct Walk {
  const FieldNode* node = &field_root();
  std::string walked, missing;
};

Walk walk(const std::string& key) {
  Walk at;
  for (const std::string& step : steps_of(key)) {
    const FieldNode* next = at.node->member(step);
    if (!next) next = at.node->item;
    if (!next || step.empty()) {
      at.missing = step;
      return at;
    }
    at.node = next;
    at.walked += (at.walked.empty() ? "" : ".") + step;
  }
  return at;
}

} // namespace

const FieldNode* field_of_key(const std::string& key) {
  const Walk at = walk(key);
  return at.walked == key ? at.node : nullptr;
}

void check_key(const std::string& key) {
  const Walk at = walk(key);
  if (at.walked == key) return;
  throw AxisFault{fmt::format("no key '{}' {}", at.missing, at.walked.empty() ? "in a scenario" : "in '" + at.walked + "'"), nearest_name(at.missing, at.node->member_names())};
}

const nlohmann::json* value_at_key(const nlohmann::json& document, const std::string& key) {
  const nlohmann::json* value = &document;
  for (const std::string& step : steps_of(key)) {
    const nlohmann::json* next = nullptr;
    if (value->is_object() && value->contains(step)) next = &(*value)[step];
    if (value->is_array()) {
      std::size_t index = 0;
      const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
      if (error == std::errc() && end == step.data() + step.size() && index < value->size()) next = &(*value)[index];
      for (const auto& item : *value)
        if (item.is_object() && item.value("name", nlohmann::json()) == step) next = &item;
    }
    if (!next) return nullptr;
    value = next;
  }
  return value;
}

} // namespace archipelago
