// What the program's exit status says (the contract's list), and the exception that ends a command early with it.
#pragma once

#include <stdexcept>
#include <string>

namespace archipelago {

enum class ExitCode : int { ok = 0, run_failed = 1, usage = 2, invalid_scenario = 3, target_missed = 4, not_possible = 5, interrupted = 130 };

// Caught in main: prints what() after "archipelago: " unless empty, and exits with the code.
struct CommandError : std::runtime_error {
  CommandError(ExitCode exit_code, const std::string& message) : std::runtime_error(message), code(exit_code) {}
  ExitCode code;
};

} // namespace archipelago
