// Programs that this one starts for what it does not do itself: charts, PDF.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

std::optional<std::string> program_beside(const std::string& name);    // in the folder of this program, or where helpers are installed
std::optional<std::string> program_in_path(const std::string& name);

// Runs it to its end; nothing when it exits with 0, else how it ended. What it prints goes to stderr. Ctrl-C and SIGTERM end both: it is killed,
// and CommandError says interrupted.
std::optional<std::string> run_program(const std::vector<std::string>& words, int limit_s);

} // namespace archipelago
