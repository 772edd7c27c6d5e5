// The command `sensitivity`: what moves a figure, and from where on something pays.
#pragma once

#include "sim/cli/sweep.hpp"

namespace archipelago {

struct SensitivityArguments {
  StudyArguments study;
  std::optional<std::size_t> morris;          // trajectories
  std::uint64_t morris_seed = 1;
  std::optional<std::string> break_even;      // KEY=FROM..TO
  std::optional<double> reach;
  std::optional<std::string> against;         // a protocol
  std::vector<std::string> against_set;       // or other settings
};

ExitCode sensitivity_command(const SensitivityArguments& arguments);

} // namespace archipelago
