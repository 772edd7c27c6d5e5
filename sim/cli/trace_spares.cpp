// `trace spares`: the law of a name, of a file or of a trace, and the question asked of it.
#include "sim/cli/data_root.hpp"
#include "sim/cli/trace.hpp"
#include "sim/cli/trace_input.hpp"
#include "sim/files/output_file.hpp"
#include "sim/trace/fit_trace.hpp"
#include "sim/trace/spares.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <filesystem>

#include <unistd.h>

namespace archipelago {

namespace {

bool is_trace(const std::string& file) { return std::filesystem::exists(file) && !file.ends_with(".json"); }

// Of a trace: the law fitted to it, and the trace itself for what it says of as many nodes.
Generator fitted_generator(const OutageTrace& trace, const Trace& whole, const std::string& file) {
  for (const NodeOutage& outage : trace.outages)
    if (outage.end == NodeOutage::unknown_end) throw CommandError(ExitCode::usage, fmt::format("{} has outages without an end: how long nodes are in repair is not known", file));
  std::string refusal;
  auto fit = fit_trace(whole, refusal);
  if (!fit) throw CommandError(ExitCode::usage, fmt::format("{}: {}", file, refusal));
  fit->generator.name = std::filesystem::path(file).stem().string();
  return std::move(fit->generator);
}

SpareQuestion question_of(const TraceSparesArguments& arguments, std::uint32_t usual_nodes) {
  SpareQuestion question;
  question.nodes = arguments.nodes.value_or(usual_nodes);
  question.pools = arguments.learners;
  question.horizon = time_from("--horizon", arguments.horizon);
  question.first_seed = arguments.seed;
  question.seeds = arguments.seeds;
  question.shares = arguments.shares;
  if (question.nodes % question.pools != 0)
    throw CommandError(ExitCode::usage, fmt::format("--learners: {} nodes are no whole number for each of {} learners", question.nodes, question.pools));
  return question;
}

std::uint32_t domain_of(const Generator& generator) {
  std::uint32_t nodes = 1;
  for (const Process& process : generator.processes)
    if (const auto* law = std::get_if<OutageLaw>(&process.law)) nodes = std::max(nodes, law->domain);
  return nodes;
}

SpareReport report_of(const TraceSparesArguments& arguments) {
  if (!is_trace(arguments.law)) {
    Generator generator = generator_of(arguments.law);
    generator.processes = processes_of(generator, std::nullopt);
    if (!takes_nodes_down(kind_of(generator.processes.front())))
      throw CommandError(ExitCode::usage, fmt::format("{} takes no nodes down: there is nothing to have spares for", generator.name));
    return spare_report(generator, question_of(arguments, domain_of(generator)));
  }
  const OpenedTrace opened = std::move(open_all({arguments.law}, arguments.stated).front());
  const OutageTrace* trace = opened.reading.trace->outages();
  if (!trace || !takes_nodes_down(opened.reading.trace->kind))
    throw CommandError(ExitCode::usage, fmt::format("{} holds no outages of nodes: there is nothing to have spares for", arguments.law));
  const SpareQuestion question = question_of(arguments, trace->nodes);
  SpareReport report = spare_report(fitted_generator(*trace, *opened.reading.trace, arguments.law), question);
  report.about = "law fitted to the trace: " + report.about;
  if (question.nodes == trace->nodes) report.as_observed = SpareStudy(trace->nodes, {down_history(*trace, 1, Seconds(0))});
  return report;
}

} // namespace

ExitCode trace_spares_command(const TraceSparesArguments& arguments) {
  if (arguments.picture) check_writable(*arguments.picture);
  const SpareReport report = report_of(arguments);
  if (arguments.picture) write_file(*arguments.picture, svg_of(spares_chart(report)));
  if (arguments.json) fmt::print("{}\n", spares_document(report).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  else fmt::print("{}", spares_text(report, terminal_of(STDOUT_FILENO)));
  return ExitCode::ok;
}

} // namespace archipelago
