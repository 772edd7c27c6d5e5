// `list` and `show`: what the catalogues hold, and one entry with its source.
#include "reports/table.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/format/nearest.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/data_root.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

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

void print_catalogue(const Catalogues& catalogues, const std::string& kind) {
  const Terminal terminal = terminal_of(STDOUT_FILENO);
  Table table;
  table.add_column("name", {}, Align::left);
  table.add_column("what", {}, Align::left);
  table.add_column("date", {}, Align::left);
  for (const auto& entry : catalogues.list(kind)) table.add_row({entry.name, entry.summary, entry.date});
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
      if (arguments.json) fmt::print("{}\n", entry->dump(2));
      else print_value(fmt::format("{} ({})", arguments.name, kind), *entry, 0);
      return ExitCode::ok;
    }
    for (auto& name : catalogues.names(kind)) names.push_back(std::move(name));
  }
  throw CommandError(ExitCode::usage, fmt::format("no catalogue has \"{}\"{}", arguments.name, hint(nearest_name(arguments.name, names))));
}

} // namespace archipelago
