// Keys of a scenario as `--set` names them ("learners.west.count") and as pointers into its text.
#pragma once

#include "scenarios/fields/field.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

namespace archipelago::gui {

// Items of lists go by name or number; nothing where a list has no such item.
std::optional<std::string> pointer_of_key(const nlohmann::json& document, const std::string& key);

// "network.links.west-wan.bandwidth=2 Gbps" as pointer and JSON text.
struct Setting { std::string pointer, value; };
std::optional<Setting> setting_of(const nlohmann::json& document, const std::string& override_text);

const FieldNode* field_at(const std::string& pointer);   // null: no key of the format

// What stands at a pointer, null where nothing does.
const nlohmann::json* value_at(const nlohmann::json& document, const std::string& pointer);

} // namespace archipelago::gui
