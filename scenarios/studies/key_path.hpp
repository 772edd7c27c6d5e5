// Keys of scenarios as studies name them: "learners.west.count", items of lists by name or number.
#pragma once

#include "scenarios/fields/field.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace archipelago {

const FieldNode* field_of_key(const std::string& key);          // null when the format has no such key
void check_key(const std::string& key);                         // throws AxisFault with the nearest name

// What stands there in a document; null when nothing does.
const nlohmann::json* value_at_key(const nlohmann::json& document, const std::string& key);

} // namespace archipelago
