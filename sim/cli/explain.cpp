// `explain`: what a figure means, what drove a result file's figures, or what a scenario's network cannot lose.
#include "reports/explain_run.hpp"
#include "reports/figures.hpp"
#include "reports/network_loss_text.hpp"
#include "reports/terminal.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/input_file.hpp"
#include "sim/cli/load_world.hpp"
#include "sim/cli/result_input.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <filesystem>

#include <unistd.h>

namespace archipelago {

using nlohmann::json;

namespace {

bool is_scenario(const std::string& file) {
  const json document = json::parse(read_file(file), nullptr, false, true);   // with comments, as scenarios may have
  return !document.is_object() || document.value("format", json()) != "archipelago-result/1";
}

void explain_network(const ExplainArguments& arguments) {
  const World world = load_world(arguments.subject, arguments.overrides);
  fmt::print("{}", network_loss_text(world, network_losses(world), terminal_of(STDOUT_FILENO)));
}

void list_figures() {
  for (const Figure* figure : all_figures()) fmt::print("{:<40} {}{}\n", figure->key, figure->title, figure->unit.empty() ? "" : fmt::format(" ({})", figure->unit));
}

} // namespace

ExitCode explain_command(const ExplainArguments& asked) {
  ExplainArguments arguments = asked;
  arguments.subject = input_path(asked.subject);
  const bool scenario = !explain(arguments.subject) && std::filesystem::is_regular_file(arguments.subject) && is_scenario(arguments.subject);
  if (!arguments.overrides.empty() && !scenario) throw CommandError(ExitCode::usage, "--set changes a key of a scenario, and no scenario is explained");
  if (arguments.subject.empty()) {
    list_figures();
  } else if (const auto text = explain(arguments.subject)) {
    fmt::print("{}", *text);
  } else if (scenario) {
    explain_network(arguments);
  } else if (std::filesystem::exists(arguments.subject)) {
    fmt::print("{}", explain_run(read_result_file(arguments.subject), terminal_of(STDOUT_FILENO)));
  } else {
    throw CommandError(ExitCode::usage, fmt::format("\"{}\" is neither a figure nor a file; the nearest figures are {}", arguments.subject,
                                                    fmt::join(nearest_figures(arguments.subject), ", ")));
  }
  return ExitCode::ok;
}

} // namespace archipelago
