// The command line: flags, help texts and examples of every command.
#pragma once

#include <functional>

namespace archipelago {

enum class ExitCode : int;

// The command that was asked for, ready to be called. Help and mistakes are printed here and become a command that
// returns ok or usage.
std::function<ExitCode()> read_arguments(int argc, char** argv);

} // namespace archipelago
