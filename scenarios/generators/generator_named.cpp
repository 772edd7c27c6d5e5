// A generator by its name or its file.
#include "scenarios/format/nearest.hpp"
#include "scenarios/generators/generator_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace archipelago {

std::optional<Generator> generator_named(const std::string& name, const Catalogues& catalogues, std::vector<std::string>& faults, std::string& nearest) {
  GeneratorFile file;
  if (name.ends_with(".json") || std::filesystem::exists(name)) {
    file = read_generator(name);
  } else if (const nlohmann::json* entry = catalogues.show("generators", name)) {
    file = read_generator_text(entry->dump(2), name);
  } else {
    nearest = nearest_name(name, catalogues.names("generators"));
    faults.push_back(catalogues.fault().empty() ? fmt::format("no file and no generator \"{}\"", name) : catalogues.fault());
    return std::nullopt;
  }
  for (const Problem& problem : file.problems) faults.push_back(format_problem(problem));
  return std::move(file.generator);
}

} // namespace archipelago
