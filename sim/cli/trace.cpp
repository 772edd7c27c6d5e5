#include "sim/cli/trace.hpp"

#include "models/failures/traces/trace_kind.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/quantity.hpp"
#include "sim/trace/inspect_text.hpp"
#include "sim/trace/open_trace.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <unistd.h>

namespace archipelago {

namespace {

Seconds time_from(const char* flag, const std::string& text) {
  const MeasureText read = parse_measure(text, {UnitKind::time});
  if (!read.measure) throw CommandError(ExitCode::usage, fmt::format("{}: {}{}", flag, read.fault, read.nearest.empty() ? "" : fmt::format("; did you mean {}?", read.nearest)));
  if (read.measure->value <= 0) throw CommandError(ExitCode::usage, fmt::format("{}: found \"{}\", expected more than zero", flag, text));
  return Seconds(read.measure->value);
}

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

// All files, or an exception with all problems of all of them.
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

} // namespace

ExitCode trace_inspect_command(const TraceInspectArguments& arguments) {
  const Terminal terminal = terminal_of(STDOUT_FILENO);
  nlohmann::json documents = nlohmann::json::array();
  bool first = true;
  for (const OpenedTrace& opened : open_all(arguments.files, arguments.stated)) {
    if (arguments.json) documents.push_back(inspect_document(opened));
    else fmt::print("{}{}", first ? "" : "\n", inspect_text(opened, terminal));
    first = false;
  }
  // Names in a file need not be UTF-8.
  if (arguments.json) fmt::print("{}\n", documents.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
  return ExitCode::ok;
}

} // namespace archipelago
