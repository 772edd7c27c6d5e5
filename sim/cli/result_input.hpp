// A result file as input of a command: checked whole, so that what reads it later meets no surprise.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace archipelago {

nlohmann::json read_result_file(const std::string& file);   // throws CommandError (usage) with every fault

} // namespace archipelago
