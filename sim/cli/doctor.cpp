// `doctor`: what is here, what is not possible without the rest, and how to get it.
#include "reports/table.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/machine.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

#include <unistd.h>

namespace archipelago {

namespace {

std::string state_of(const MachinePart& part) { return part.found.empty() ? "missing" : part.enough ? "ok" : "too little"; }

void print_table(const std::vector<MachinePart>& parts) {
  Table table;
  for (const char* title : {"state", "part", "found", "serves"}) table.add_column(title, {}, Align::left);
  for (const MachinePart& part : parts) table.add_row({state_of(part), part.name, part.found, part.serves});
  Terminal terminal = terminal_of(STDOUT_FILENO);
  if (!terminal.is_tty) terminal.width = std::max(terminal.width, 140);   // less is cut in a file
  fmt::print("{}", table.render(terminal));
  std::string remedies;
  for (const MachinePart& part : parts)
    if (!part.ok() && !part.remedy.empty()) remedies += fmt::format("  {}: {}\n", part.name, part.remedy);
  if (!remedies.empty()) fmt::print("\nTo have the rest:\n{}", remedies);
  const bool ready = std::all_of(parts.begin(), parts.end(), [](const MachinePart& part) { return part.ok() || !part.needed; });
  fmt::print("\n{}\n", ready ? "Everything that runs need is here." : "Something that every run needs is missing.");
}

void print_json(const std::vector<MachinePart>& parts) {
  auto rows = nlohmann::ordered_json::array();
  for (const MachinePart& part : parts) {
    rows.push_back({{"part", part.name}, {"state", state_of(part)}, {"found", nullptr}, {"serves", part.serves}, {"needed", part.needed}});
    if (!part.found.empty()) rows.back()["found"] = part.found;
    if (!part.remedy.empty()) rows.back()["remedy"] = part.remedy;
  }
  fmt::print("{}\n", rows.dump(2));
}

} // namespace

ExitCode doctor_command(const DoctorArguments& arguments) {
  const auto parts = machine_parts();
  if (arguments.json) print_json(parts); else print_table(parts);
  const bool ready = std::all_of(parts.begin(), parts.end(), [](const MachinePart& part) { return part.ok() || !part.needed; });
  return ready ? ExitCode::ok : ExitCode::not_possible;
}

} // namespace archipelago
