// `list` and `show`: what the catalogues hold, and one entry with its source; of an accelerator also its profile.
#include "models/hardware/spec_profile.hpp"
#include "reports/table.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/catalogue_accelerator.hpp"
#include "scenarios/efficiencies.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/profiles.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/profile_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>

#include <unistd.h>

namespace archipelago {

using nlohmann::json;

namespace {

Catalogues open_catalogues() {
  Catalogues catalogues(catalogue_folder());
  if (!catalogues.fault().empty()) throw CommandError(ExitCode::not_possible, catalogues.fault());
  return catalogues;
}

std::string hint(const std::string& nearest) { return nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest); }

std::filesystem::path profile_folder() { return catalogue_folder().parent_path() / "profiles"; }

void check_files(const std::vector<Problem>& problems) {
  if (!problems.empty()) throw CommandError(ExitCode::not_possible, format_problem(problems.front()));
}

void print_catalogue(const Catalogues& catalogues, const std::string& kind) {
  const Terminal terminal = terminal_of(STDOUT_FILENO);
  Table table;
  table.add_column("name", {}, Align::left);
  table.add_column("what", {}, Align::left);
  table.add_column("date", {}, Align::left);
  const bool accelerators = kind == "accelerators";
  const std::vector<std::string> measured = profile_names(profile_folder());
  if (accelerators) table.add_column("kernels", {}, Align::left);
  for (const auto& entry : catalogues.list(kind)) {
    std::vector<std::string> cells{entry.name, entry.summary, entry.date};
    if (accelerators) cells.push_back(std::binary_search(measured.begin(), measured.end(), entry.name) ? "measured" : "data sheet");
    table.add_row(std::move(cells));
  }
  fmt::print("{}\n{}\n", strong(kind, terminal), table.render(terminal, 2));
}

void print_value(const std::string& key, const json& value, int depth) {
  const std::string indent(static_cast<std::size_t>(2 * depth), ' ');
  if (!value.is_object()) {
    fmt::print("{}{:<24} {}\n", indent, key, value.is_string() ? value.get<std::string>() : value.dump());
    return;
  }
  fmt::print("{}{}\n", indent, key);
  for (const auto& [name, item] : value.items()) print_value(name, item, depth + 1);
}

struct Performance {
  std::optional<AcceleratorProfile> measured;   // absent: no kernel was
  EfficiencyCatalogue efficiencies;
};

Performance performance_of(const std::string& name) {
  Performance out;
  if (std::filesystem::exists(profile_folder() / (name + ".json"))) {
    ProfileFile file = read_profile(profile_folder() / (name + ".json"));
    check_files(file.problems);
    out.measured = std::move(file.profile);
  }
  EfficiencyFile factors = read_efficiencies(profile_folder());
  check_files(factors.problems);
  out.efficiencies = std::move(factors.catalogue);
  return out;
}

void print_performance(const std::string& name, const Accelerator& accelerator) {
  const Terminal terminal = terminal_of(STDOUT_FILENO);
  const Performance performance = performance_of(name);
  if (performance.measured) {
    fmt::print("\n{}\n{}", strong("profile of measured kernels", terminal), profile_text(*performance.measured, accelerator, terminal));
  } else {
    const Residual guess = spec_profile(accelerator).gemm.front().training;
    fmt::print("\n{}\n", wrapped(fmt::format("no kernel was measured: steps are predicted from {}, 80 % band {:+.0f} % to {:+.0f} % of each kernel; "
                                             "archipelago calibrate narrows it", guess.basis, 100 * (guess.low - 1), 100 * (guess.high - 1)), 2, terminal));
  }
  if (const std::string factors = efficiencies_text(performance.efficiencies, name, terminal); !factors.empty()) fmt::print("\n{}", factors);
}

json with_performance(json entry, const std::string& name) {
  const Performance performance = performance_of(name);
  if (performance.measured) entry["profile"] = profile_document(*performance.measured);
  EfficiencyCatalogue own;
  for (const Efficiency& factor : performance.efficiencies.entries)
    if (factor.accelerator == name) own.entries.push_back(factor);
  if (!own.entries.empty()) entry["efficiencies"] = efficiencies_document(own)["efficiencies"];
  return entry;
}

} // namespace

ExitCode list_command(const ListArguments& arguments) {
  const Catalogues catalogues = open_catalogues();
  std::vector<std::string> kinds = Catalogues::kinds();
  if (!arguments.catalogue.empty()) {
    if (std::find(kinds.begin(), kinds.end(), arguments.catalogue) == kinds.end())
      throw CommandError(ExitCode::usage, fmt::format("there is no catalogue \"{}\"; there are {}", arguments.catalogue, fmt::join(kinds, ", ")));
    kinds = {arguments.catalogue};
  }
  json names = json::object();
  for (const auto& kind : kinds) {
    if (arguments.json) names[kind] = catalogues.names(kind);
    else print_catalogue(catalogues, kind);
  }
  if (arguments.json) fmt::print("{}\n", names.dump(2));
  return ExitCode::ok;
}

ExitCode show_command(const ShowArguments& arguments) {
  const Catalogues catalogues = open_catalogues();
  std::vector<std::string> names;
  for (const auto& kind : Catalogues::kinds()) {
    if (const json* entry = catalogues.show(kind, arguments.name)) {
      const auto accelerator = kind == "accelerators" ? catalogue_accelerator(catalogues, arguments.name) : std::nullopt;
      if (arguments.json) fmt::print("{}\n", (accelerator ? with_performance(*entry, arguments.name) : *entry).dump(2));
      else print_value(fmt::format("{} ({})", arguments.name, kind), *entry, 0);
      if (accelerator && !arguments.json) print_performance(arguments.name, *accelerator);
      return ExitCode::ok;
    }
    for (auto& name : catalogues.names(kind)) names.push_back(std::move(name));
  }
  throw CommandError(ExitCode::usage, fmt::format("no catalogue has \"{}\"{}", arguments.name, hint(nearest_name(arguments.name, names))));
}

} // namespace archipelago
