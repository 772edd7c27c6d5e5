#include "sim/cli/probe.hpp"

#include "sim/probe/probe_command.hpp"

#include <fmt/format.h>

namespace archipelago {

ExitCode run_probe_command(const ProbeArguments& arguments) {
  // The probe's own reader of its flags checks them, so that both programs refuse the same things in the same words.
  std::vector<std::string> flags{"--out", arguments.out, "--device", fmt::format("{}", arguments.device), "--seconds-per-case",
                                 fmt::format("{}", arguments.seconds_per_case)};
  if (arguments.quick) flags.push_back("--quick");
  if (!arguments.only.empty()) {
    flags.push_back("--only");
    flags.push_back(fmt::format("{}", fmt::join(arguments.only, ",")));
  }
  try {
    return static_cast<ExitCode>(probe_command(probe_options_from(flags)));
  } catch (const ProbeUsageError& mistake) {
    throw CommandError(ExitCode::usage, mistake.what());
  }
}

} // namespace archipelago
