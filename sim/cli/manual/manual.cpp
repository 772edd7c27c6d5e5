#include "sim/cli/manual/manual.hpp"

#include "scenarios/format/nearest.hpp"
#include "sim/cli/manual/completion.hpp"
#include "sim/cli/manual/man_page.hpp"
#include "sim/cli/version.hpp"
#include "sim/files/output_file.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace archipelago {

namespace fs = std::filesystem;

namespace {

const CommandEntry& find(const CommandEntry& program, const std::vector<std::string>& words) {
  const CommandEntry* at = &program;
  for (const std::string& word : words) {
    const CommandEntry* next = nullptr;
    std::vector<std::string> names;
    for (const CommandEntry& part : at->commands) {
      names.push_back(part.name());
      if (part.name() == word) next = &part;
    }
    const std::string nearest = next ? "" : nearest_name(word, names);
    if (!next) throw CommandError(ExitCode::usage, fmt::format("{} has no command \"{}\"{}", at->joined(' '), word, nearest.empty() ? "" : fmt::format(", did you mean {}?", nearest)));
    at = next;
  }
  return *at;
}

// The other program that sweeps: the same command, with its runs played by the ranks of an MPI job.
CommandEntry mpi_front(const CommandEntry& program) {
  CommandEntry front = find(program, {"sweep"});
  front.words = {"archipelago-mpi"};
  front.text = "archipelago sweep with its runs played by the ranks of an MPI job\n\nRank 0 keeps the store and hands runs out as ranks become free; "
               "each other rank plays its runs in processes of its own, --jobs of them at a time (default: 1).";
  front.synopsis = "mpirun -n RANKS archipelago-mpi sweep";
  front.examples = "  mpirun -n 64 archipelago-mpi sweep study.json --out study.db\n";
  return front;
}

} // namespace

ExitCode completion_command(const CompletionArguments& arguments, const CommandEntry& program) {
  fmt::print("{}", arguments.shell == "bash" ? bash_completion(program) : arguments.shell == "zsh" ? zsh_completion(program) : fish_completion(program));
  return ExitCode::ok;
}

ExitCode man_command(const ManArguments& arguments, const CommandEntry& program) {
  if (arguments.out.empty()) {
    fmt::print("{}", man_page(find(program, arguments.command), program, program_version));
    return ExitCode::ok;
  }
  if (!arguments.command.empty()) throw CommandError(ExitCode::usage, "--out writes the pages of all commands: leave COMMAND out");
  std::error_code fault;
  fs::create_directories(arguments.out, fault);
  if (fault) throw CommandError(ExitCode::not_possible, fmt::format("cannot make the folder {}: {}", arguments.out, fault.message()));
  for (const auto& [name, page] : man_pages(program, program_version)) write_file((fs::path(arguments.out) / name).string(), page);
  write_file((fs::path(arguments.out) / "archipelago-mpi.1").string(), man_page(mpi_front(program), program, program_version));
  return ExitCode::ok;
}

} // namespace archipelago
