// The command `plan`: the best point of a design under constraints, what else is worth a thought, and why.
#pragma once

#include "sim/cli/sweep.hpp"

namespace archipelago {

struct PlanArguments {
  StudyArguments study;
  std::optional<std::string> minimise, maximise;   // a figure
  std::vector<std::string> figures;
  std::vector<std::string> flips;             // KEY=FROM..TO: searched for where the winner loses
  std::optional<std::size_t> most_runs;
  std::optional<std::string> winner;          // overlay to write
  bool exhaustive = false;                    // every point with every seed: no screening, no halving
  bool dry = false;
  bool stream = false;                        // the search as lines of JSON (sim/cli/plan_stream.hpp)
};

ExitCode plan_command(const PlanArguments& arguments);
void add_plan(CLI::App& app, std::function<ExitCode()>& chosen);   // plan_arguments.cpp

} // namespace archipelago
