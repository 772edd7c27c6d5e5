// `trace network`: measured grids of region pairs become the network of a scenario.
#include "models/failures/traces/trace_kind.hpp"
#include "sim/cli/trace.hpp"
#include "sim/files/output_file.hpp"
#include "sim/trace/open_trace.hpp"
#include "sim/trace/region_network.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace archipelago {

namespace {

std::optional<Trace> open_grid(const std::string& file, TraceKind wanted, const char* flag, std::vector<std::string>& problems) {
  OpenedTrace opened = open_trace(file, {});
  problems.insert(problems.end(), opened.problems.begin(), opened.problems.end());
  if (!opened.problems.empty() || !opened.reading.trace) return std::nullopt;
  if (opened.reading.trace->kind != wanted) {
    problems.push_back(fmt::format("{}: {} has {}; expected {}", flag, file, kind_of(opened.reading.trace->kind).what, kind_of(wanted).what));
    return std::nullopt;
  }
  return std::move(*opened.reading.trace);
}

void refuse(const std::vector<std::string>& problems) {
  if (problems.empty()) return;
  std::string text;
  for (const std::string& problem : problems) text += (text.empty() ? std::string() : "\n") + problem;
  throw CommandError(ExitCode::invalid_scenario, text);
}

} // namespace

ExitCode trace_network_command(const TraceNetworkArguments& arguments) {
  if (arguments.out) check_writable(*arguments.out);
  std::vector<std::string> problems;
  const auto throughput = open_grid(arguments.throughput, TraceKind::throughput_matrix, "--throughput", problems);
  const auto round_trip = open_grid(arguments.round_trip, TraceKind::rtt_matrix, "--rtt", problems);
  const auto price = arguments.prices ? open_grid(*arguments.prices, TraceKind::egress_price_matrix, "--prices", problems) : std::nullopt;
  refuse(problems);
  const auto document = region_network({&*throughput, &*round_trip, price ? &*price : nullptr}, {arguments.regions, arguments.machines}, problems);
  refuse(problems);
  const std::string text = document.dump(2) + "\n";
  if (arguments.out) write_file(*arguments.out, text);
  else fmt::print("{}", text);
  return ExitCode::ok;
}

} // namespace archipelago
