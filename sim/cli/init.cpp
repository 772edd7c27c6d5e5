// `init`: a commented scenario that loads as it stands.
#include "scenarios/starter.hpp"
#include "sim/cli/commands.hpp"
#include "sim/files/output_file.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace archipelago {

ExitCode init_command(const InitArguments& arguments) {
  if (arguments.file.empty()) {
    fmt::print("{}", starter_scenario());
    return ExitCode::ok;
  }
  if (std::filesystem::exists(arguments.file) && !arguments.force)
    throw CommandError(ExitCode::usage, arguments.file + " is there already; --force overwrites it");
  write_file(arguments.file, starter_scenario());
  fmt::print("{0} written; now: archipelago run {0}\n", arguments.file);
  return ExitCode::ok;
}

} // namespace archipelago
