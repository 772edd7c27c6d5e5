// One figure of a result, by its place in the result file.
#pragma once

#include "models/result.hpp"

#include <optional>
#include <string>

namespace archipelago {

// Absent when it is not a number there (not computable). Throws nlohmann::json::exception when there is no such key.
std::optional<double> figure_in(const Result& result, const std::string& pointer);
// Of a list of numbers, the share that its entries from this one on have of all.
std::optional<double> share_from(const Result& result, const std::string& pointer, std::size_t from);

}   // namespace archipelago
