// `list` and `show`: what the catalogues hold, and one entry with its source; of an accelerator also its profile.
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

ProfileFile profile_for(const Catalogues& catalogues, const std::string& name) {
  ProfileFile file = profile_of(*catalogue_accelerator(catalogues, name), name, catalogues, profile_folder());
  check_files(file.problems);
  return file;
}

std::string kernels_of(const Catalogues& catalogues, const std::string& name) {
  const std::string measured = profile_for(catalogues, name).measured_on;
  return measured == name ? "measured" : measured.empty() ? "data sheet" : "as " + measured;
}

void print_catalogue(const Catalogues& catalogues, const std::string& kind) {
  const Terminal terminal = terminal_of(STDOUT_FILENO);
  Table table;
  table.add_column("name", {}, Align::left);
  table.add_column("what", {}, Align::left);
  table.add_column("date", {}, Align::left);
  const bool accelerators = kind == "accelerators";
  if (accelerators) table.add_column("kernels", {}, Align::left);
  for (const auto& entry : catalogues.list(kind)) {
    std::vector<std::string> cells{entry.name, entry.summary, entry.date};
    if (accelerators) cells.push_back(kernels_of(catalogues, entry.name));
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

EfficiencyCatalogue efficiency_factors() {
  EfficiencyFile file = read_efficiencies(profile_folder());
  check_files(file.problems);
  return std::move(file.catalogue);
}

void print_performance(const Catalogues& catalogues, const std::string& name, const Accelerator& accelerator) {
  const Terminal terminal = terminal_of(STDOUT_FILENO);
  const ProfileFile file = profile_for(catalogues, name);
  const Residual& products = file.profile->gemm.front().training;
  const std::string of = file.measured_on == name ? "" : fmt::format(" of {}, scaled by data sheets", file.measured_on);
  if (file.measured_on.empty())
    fmt::print("\n{}\n", wrapped(fmt::format("no kernel was measured: steps are predicted from {}, 80 % band {:+.0f} % to {:+.0f} % of each kernel; "
                                             "archipelago calibrate narrows it", products.basis, 100 * (products.low - 1), 100 * (products.high - 1)), 2, terminal));
  else
    fmt::print("\n{}\n{}", strong("measured kernels" + of, terminal), profile_text(*file.profile, accelerator, terminal));
  if (const std::string factors = efficiencies_text(efficiency_factors(), name, terminal); !factors.empty()) fmt::print("\n{}", factors);
}

json with_performance(const Catalogues& catalogues, json entry, const std::string& name) {
  const ProfileFile file = profile_for(catalogues, name);
  if (!file.measured_on.empty()) entry["measured"] = profile_document(*file.profile);
  EfficiencyCatalogue own;
  for (const Efficiency& factor : efficiency_factors().entries)
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
  json found = json::object();                // by kind: failures and generators have presets of one name
  for (const auto& kind : Catalogues::kinds()) {
    if (const json* entry = catalogues.show(kind, arguments.name)) found[kind] = *entry;
    for (auto& name : catalogues.names(kind)) names.push_back(std::move(name));
  }
  if (found.empty()) throw CommandError(ExitCode::usage, fmt::format("no catalogue has \"{}\"{}", arguments.name, hint(nearest_name(arguments.name, names))));
  const auto accelerator = found.contains("accelerators") ? catalogue_accelerator(catalogues, arguments.name) : std::nullopt;
  if (arguments.json) {
    if (accelerator) found["accelerators"] = with_performance(catalogues, found["accelerators"], arguments.name);
    fmt::print("{}\n", (found.size() == 1 ? found.front() : found).dump(2));
    return ExitCode::ok;
  }
  for (const auto& [kind, entry] : found.items()) print_value(fmt::format("{} ({})", arguments.name, kind), entry, 0);
  if (accelerator) print_performance(catalogues, arguments.name, *accelerator);
  return ExitCode::ok;
}

} // namespace archipelago
