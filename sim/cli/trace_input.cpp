#include "sim/cli/trace_input.hpp"

#include "models/failures/traces/trace_kind.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/quantity.hpp"
#include "scenarios/generators/generator_file.hpp"
#include "sim/cli/data_root.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

namespace archipelago {

Seconds time_from(const char* flag, const std::string& text) {
  const MeasureText read = parse_measure(text, {UnitKind::time});
  if (!read.measure) throw CommandError(ExitCode::usage, fmt::format("{}: {}{}", flag, read.fault, read.nearest.empty() ? "" : fmt::format("; did you mean {}?", read.nearest)));
  if (read.measure->value <= 0) throw CommandError(ExitCode::usage, fmt::format("{}: found \"{}\", expected more than zero", flag, text));
  return Seconds(read.measure->value);
}

namespace {

TraceFacts facts_of(const TraceStated& stated) {
  TraceFacts facts;
  if (!stated.kind.empty()) {
    facts.kind = trace_kind_from(stated.kind);
    if (!facts.kind) {
      std::vector<std::string> names;
      for (const KindOfTrace& kind : kinds_of_trace()) names.emplace_back(kind.name);
      throw CommandError(ExitCode::usage, fmt::format("--kind: no kind of trace \"{}\"; did you mean {}?", stated.kind, nearest_name(stated.kind, names)));
    }
  }
  facts.nodes = stated.nodes;
  facts.accelerators_per_node = stated.accelerators_per_node.value_or(0);
  if (!stated.horizon.empty()) facts.horizon = time_from("--horizon", stated.horizon);
  return facts;
}

} // namespace

std::vector<OpenedTrace> open_all(const std::vector<std::string>& files, const TraceStated& stated) {
  std::vector<OpenedTrace> opened;
  std::string problems;
  std::size_t rows_only = 0, bad_files = 0;
  for (const std::string& file : files) {
    opened.push_back(open_trace(file, facts_of(stated)));
    const OpenedTrace& trace = opened.back();
    if (trace.problems.empty() || (stated.skip_malformed && trace.only_rows_malformed())) continue;
    ++bad_files;
    rows_only += trace.only_rows_malformed();
    for (const std::string& problem : trace.problems) problems += (problems.empty() ? "" : "\n") + problem;
  }
  if (bad_files == 0) return opened;
  if (rows_only == bad_files) problems += "\nnothing was computed; --skip-malformed leaves these rows out and counts them";
  throw CommandError(ExitCode::invalid_scenario, problems);
}

Generator generator_of(const std::string& law) {
  const Catalogues catalogues(catalogue_folder());
  std::vector<std::string> faults;
  std::string nearest;
  if (auto generator = generator_named(law, catalogues, faults, nearest)) return std::move(*generator);
  if (std::filesystem::exists(law)) throw CommandError(ExitCode::invalid_scenario, fmt::format("{}", fmt::join(faults, "\n")));
  throw CommandError(ExitCode::usage, fmt::format("{}{}; archipelago list generators has them all", fmt::join(faults, "\n"), nearest.empty() ? "" : fmt::format(", did you mean {}?", nearest)));
}

std::vector<Process> processes_of(const Generator& generator, const std::optional<std::string>& wanted) {
  std::vector<std::string> names;
  std::vector<Process> chosen;
  for (const Process& process : generator.processes) {
    names.push_back(process.name);
    if (wanted ? process.name == *wanted : takes_nodes_down(kind_of(process))) chosen.push_back(process);
  }
  if (wanted && chosen.empty()) throw CommandError(ExitCode::usage, fmt::format("--process: {} has no process \"{}\"; it has {}", generator.name, *wanted, fmt::join(names, ", ")));
  if (chosen.empty() && generator.processes.size() == 1) chosen = generator.processes;
  if (chosen.empty()) throw CommandError(ExitCode::usage, fmt::format("{} has several processes; choose one with --process: {}", generator.name, fmt::join(names, ", ")));
  return chosen;
}

} // namespace archipelago
