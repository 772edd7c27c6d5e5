// Manual pages in roff's man macros, one for the program and one for each command.
#pragma once

#include "sim/cli/manual/command_table.hpp"

#include <string>
#include <utility>
#include <vector>

namespace archipelago {

std::string man_page(const CommandEntry& command, const CommandEntry& program, const std::string& version);

// File name ("archipelago-trace-fit.1") and page of the command and all below it.
std::vector<std::pair<std::string, std::string>> man_pages(const CommandEntry& program, const std::string& version);

} // namespace archipelago
