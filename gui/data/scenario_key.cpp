#include "gui/data/scenario_key.hpp"

#include "gui/data/json_edit.hpp"
#include "scenarios/format/problem.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace archipelago::gui {

using nlohmann::json;

namespace {

std::optional<std::size_t> item_of(const json& list, const std::string& step) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i].is_object() && list[i].contains("name") && list[i]["name"] == step) return i;
  if (step.empty() || step.find_first_not_of("0123456789") != std::string::npos || step.size() > 9) return std::nullopt;
  const std::size_t index = std::stoul(step);
  return index < list.size() ? std::optional(index) : std::nullopt;
}

} // namespace

std::optional<std::string> pointer_of_key(const json& document, const std::string& key) {
  const json* at = &document;
  std::string pointer;
  std::istringstream steps(key);
  for (std::string step; std::getline(steps, step, '.');) {
    if (at && at->is_array()) {
      const auto index = item_of(*at, step);
      if (!index) return std::nullopt;
      pointer = pointer_to(pointer, *index);
      at = &(*at)[*index];
      continue;
    }
    pointer = pointer_to(pointer, step);
    at = at && at->is_object() && at->contains(step) ? &(*at)[step] : nullptr;
  }
  return pointer;
}

std::optional<Setting> setting_of(const json& document, const std::string& override_text) {
  const auto equals = override_text.find('=');
  if (equals == std::string::npos) return std::nullopt;
  const auto pointer = pointer_of_key(document, override_text.substr(0, equals));
  const std::string text = override_text.substr(equals + 1);
  const json value = json::parse(text, nullptr, false);
  return pointer ? std::optional(Setting{*pointer, value.is_discarded() ? json(text).dump() : text}) : std::nullopt;
}

const FieldNode* field_at(const std::string& pointer) {
  const FieldNode* node = &field_root();
  std::istringstream steps(pointer.empty() ? "" : pointer.substr(1));
  for (std::string step; node && std::getline(steps, step, '/');) {
    const bool number = !step.empty() && std::all_of(step.begin(), step.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
    node = node->item && number ? node->item : node->member(last_name("/" + step));
  }
  return node;
}

const json* value_at(const json& document, const std::string& pointer) {
  const json::json_pointer place(pointer);
  return document.contains(place) ? &document.at(place) : nullptr;
}

} // namespace archipelago::gui
