// What a shell offers after Tab, as a script for it.
#pragma once

#include "sim/cli/manual/command_table.hpp"

#include <string>

namespace archipelago {

std::string bash_completion(const CommandEntry& program);
std::string zsh_completion(const CommandEntry& program);
std::string fish_completion(const CommandEntry& program);

} // namespace archipelago
