// The commands over many scenarios: `sweep` and `merge`. What a study does is in sim/study; how runs are handed out is given, so
// that archipelago-mpi shares everything else (sim/study/mpi).
#pragma once

#include "sim/cli/exit_code.hpp"
#include "sim/cli/options.hpp"
#include "sim/study/sweep.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI { class App; }

namespace archipelago {

// What is studied: the same flags for every command that varies a scenario.
struct StudyArguments {
  std::string file;                           // scenario, or study file
  PlayArguments play;
  std::vector<std::string> vary, where;
  std::vector<std::string> require;           // of a plan
  std::optional<std::string> design, goal;
  std::optional<double> half_width;
  std::optional<std::size_t> most_replications;
  std::optional<std::string> store;
  int retries = 1;
  bool retry_failed = false;
  bool json = false;
};

struct SweepArguments {
  StudyArguments study;
  std::vector<std::string> figures;
  std::optional<std::string> shard;           // "2/8"
  bool dry = false, csv = false, dump = false;
};

struct MergeArguments { std::vector<std::string> stores; std::string out; bool dump = false; };

using PlayRuns = std::function<bool(Sweep&, const SupervisorOptions&)>;   // false: interrupted

ExitCode sweep_command_with(const SweepArguments& arguments, const PlayRuns& play_runs);
ExitCode sweep_command(const SweepArguments& arguments);
ExitCode merge_command(const MergeArguments& arguments);

void add_sweep_flags(CLI::App& app, SweepArguments& arguments);                  // sweep_arguments.cpp
// The same as a program of its own; an exit code where there is nothing to do: help or a mistake, said if `aloud`.
std::optional<ExitCode> read_sweep_arguments(int argc, char** argv, SweepArguments& arguments, bool aloud);
void add_study_flags(CLI::App& app, StudyArguments& arguments);
void add_studies(CLI::App& app, std::function<ExitCode()>& chosen);

} // namespace archipelago
