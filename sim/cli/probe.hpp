// The command `probe`; what it does is in sim/probe.
#pragma once

#include "sim/cli/exit_code.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct ProbeArguments {
  std::string out = "probe.jsonl";
  std::vector<std::string> only;              // operations; empty: all
  double seconds_per_case = 0.05;
  int device = 0;
  bool quick = false;
};

ExitCode run_probe_command(const ProbeArguments& arguments);

} // namespace archipelago
