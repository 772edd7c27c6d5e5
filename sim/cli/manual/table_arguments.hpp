// The commands and options that CLI11 was told, as data. The only file of this folder that sees CLI11.
#pragma once

#include "sim/cli/manual/command_table.hpp"

namespace CLI { class App; }

namespace archipelago {

CommandEntry command_table(const CLI::App& app);

} // namespace archipelago
