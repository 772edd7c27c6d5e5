// The command `audit`; what it does is in sim/audit.
#pragma once

#include "sim/cli/exit_code.hpp"

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct AuditArguments {
  std::vector<std::string> files;             // profiles: one per rank, or several ranks in one
  std::optional<std::string> accelerator;     // catalogue name
  std::optional<std::string> out;             // scenario to write
  std::optional<std::string> model;           // for that scenario
  std::optional<double> tokens_per_step;      // for that scenario
  bool json = false;
};

ExitCode audit_command(const AuditArguments& arguments);

} // namespace archipelago
