// One figure of a result, by its place in the result file.
#pragma once

#include "models/result.hpp"

#include <optional>
#include <string>

namespace archipelago {

// Absent when it is not a number there (not computable). Throws nlohmann::json::exception when there is no such key.
std::optional<double> figure_in(const Result& result, const std::string& pointer);

}   // namespace archipelago
