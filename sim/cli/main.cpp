// The program `archipelago`: reads its command line, does one command, and turns what went wrong into an exit code.
#include "sim/cli/arguments.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/standard_streams.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>

#include <unistd.h>

namespace {

using archipelago::CommandError;
using archipelago::ExitCode;

ExitCode run_program(int argc, char** argv) {
  try {
    return archipelago::read_arguments(argc, argv)();
  } catch (const CommandError& error) {
    if (*error.what()) fmt::print(stderr, "archipelago: {}\n", error.what());
    return error.code;
  } catch (const std::exception& error) {
    fmt::print(stderr, "archipelago: {}\n", error.what());
    return ExitCode::not_possible;
  }
}

} // namespace

int main(int argc, char** argv) {
  archipelago::secure_standard_streams();
  // Where a command waits it asks for SIGTERM itself; between its waits nothing needs tidying, and the status is the same.
  std::signal(SIGTERM, [](int) { _exit(static_cast<int>(ExitCode::interrupted)); });
  ExitCode code = run_program(argc, argv);
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
    fmt::print(stderr, "archipelago: cannot write to standard output: {}\n", std::strerror(errno));
    if (code == ExitCode::ok) code = ExitCode::not_possible;
  }
  return static_cast<int>(code);
}
