// A quantity of a scenario times a factor, in its own unit: "2 Gbps" x 2 = "4 Gbps". Counts stay whole and at least 1; of windows of time
// the lengths are scaled, so long as each ends before the next begins.
#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace archipelago {

std::optional<nlohmann::json> scaled(const nlohmann::json& value, double factor);   // none: no quantity, or not possible
std::string shown(const nlohmann::json& value);                                     // to four digits

} // namespace archipelago
