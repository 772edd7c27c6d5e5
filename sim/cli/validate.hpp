// The command `validate`; what it does is in sim/validate.
#pragma once

#include "sim/cli/exit_code.hpp"

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct ValidateArguments {
  std::vector<std::string> tables;   // empty: all
  std::optional<std::string> data, refit;
  unsigned jobs = 0;   // 0: one per core
  bool json = false, markdown = false;
};

ExitCode validate_command(const ValidateArguments& arguments);

}   // namespace archipelago
