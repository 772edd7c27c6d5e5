// `completion` and `man`: the command line in the forms that shells and man(1) read.
#pragma once

#include "sim/cli/exit_code.hpp"
#include "sim/cli/manual/command_table.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct CompletionArguments { std::string shell; };
struct ManArguments {
  std::vector<std::string> command;   // empty: the program's own page
  std::string out;                    // folder to write all pages to; empty: print one
};

ExitCode completion_command(const CompletionArguments& arguments, const CommandEntry& program);
ExitCode man_command(const ManArguments& arguments, const CommandEntry& program);

} // namespace archipelago
