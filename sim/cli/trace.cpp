#include "sim/cli/trace.hpp"

#include "models/failures/traces/trace_kind.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/quantity.hpp"
#include "models/failures/generators/spare_pool.hpp"
#include "models/failures/traces/write_trace.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/generators/generator_file.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/output_file.hpp"
#include "sim/trace/fit_trace.hpp"
#include "sim/trace/inspect_text.hpp"
#include "sim/trace/open_trace.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <sstream>

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

Generator generator_of(const std::string& law) {
  GeneratorFile file;
  if (std::filesystem::exists(law)) {
    file = read_generator(law);
  } else {
    const Catalogues catalogues(catalogue_folder());
    if (!catalogues.fault().empty()) throw CommandError(ExitCode::not_possible, catalogues.fault());
    const nlohmann::json* entry = catalogues.show("generators", law);
    const std::string nearest = nearest_name(law, catalogues.names("generators"));
    if (!entry) throw CommandError(ExitCode::usage, fmt::format("no file and no generator \"{}\"{}; archipelago list generators has them all", law, nearest.empty() ? "" : fmt::format(", did you mean {}?", nearest)));
    file = read_generator_text(entry->dump(2), law);
  }
  if (file.generator) return std::move(*file.generator);
  std::string problems;
  for (const Problem& problem : file.problems) problems += (problems.empty() ? "" : "\n") + format_problem(problem);
  throw CommandError(ExitCode::invalid_scenario, problems);
}

// The one asked for, or all that take nodes down; of a law without such, its only one.
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

void put_spares_in(Trace& trace, const TraceGenerateArguments& arguments, std::vector<std::string>& remarks) {
  if (!takes_nodes_down(trace.kind))
    throw CommandError(ExitCode::usage, fmt::format("--spares: only outages of nodes have spares; this trace has {}", kind_of(trace.kind).what));
  SparePool pool{*arguments.spares, Seconds(0), {}};
  if (!arguments.swap.empty()) pool.swap = time_from("--swap", arguments.swap);
  if (!arguments.queue.empty()) pool.queue = Law{Law::Kind::exponential, time_from("--queue", arguments.queue)};
  SpareAccount account = with_spares(std::get<OutageTrace>(trace.data), pool, arguments.seed);
  remarks.push_back(fmt::format("outages of places: {} spares, swap {} s; {} taken over, {} of them after a wait", pool.spares, pool.swap.value, account.swaps, account.waited));
  trace.data = std::move(account.places);
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

ExitCode trace_fit_command(const TraceFitArguments& arguments) {
  if (arguments.out) check_writable(*arguments.out);
  const OpenedTrace opened = std::move(open_all({arguments.file}, arguments.stated).front());
  std::string refusal;
  auto fit = fit_trace(*opened.reading.trace, refusal);
  if (!fit) throw CommandError(ExitCode::usage, fmt::format("{}: {}", arguments.file, refusal));
  fit->generator.name = arguments.name.value_or(std::filesystem::path(opened.reading.trace->name).stem().string());
  fit->generator.summary = arguments.summary.value_or("");
  fit->generator.date = arguments.date.value_or("");
  if (arguments.source) fit->generator.source = *arguments.source;
  const std::string law = fit_document(*fit).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  if (arguments.out) write_file(*arguments.out, law);
  if (arguments.json) fmt::print("{}", law);
  else fmt::print("{}", fit_text(*fit, terminal_of(STDOUT_FILENO)));
  return ExitCode::ok;
}

ExitCode trace_generate_command(const TraceGenerateArguments& arguments) {
  const Seconds horizon = time_from("--horizon", arguments.horizon);
  if (arguments.out) check_writable(*arguments.out);
  const Generator generator = generator_of(arguments.law);
  const std::vector<Process> processes = processes_of(generator, arguments.process);
  Trace trace = generate(processes, {arguments.seed, arguments.nodes, horizon, {}});
  std::vector<std::string> remarks;
  for (const Process& process : processes) remarks.push_back(fmt::format("generated by {}, process {}, seed {}", generator.name, process.name, arguments.seed));
  if (!generator.source.empty()) remarks.push_back("source: " + generator.source);
  if (arguments.spares) put_spares_in(trace, arguments, remarks);
  trace.name = generator.name;
  auto* outages = std::get_if<OutageTrace>(&trace.data);
  if (outages) outages->accelerators_per_node = arguments.accelerators_per_node;
  else if (arguments.accelerators_per_node > 0) throw CommandError(ExitCode::usage, "--accelerators-per-node: a trace of spot capacity does not hold it");
  std::ostringstream text;
  write_trace(text, trace, remarks);
  if (arguments.out) write_file(*arguments.out, text.str());
  else fmt::print("{}", text.str());
  return ExitCode::ok;
}

} // namespace archipelago
