// Any bytes as the file of each kind of catalogue, listed, and named by a scenario.
#include "scenarios/catalogue_accelerator.hpp"
#include "scenarios/generators/generator_file.hpp"
#include "scenarios/scenario.hpp"
#include "tests/fuzz/scratch_input.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>

using namespace archipelago;

namespace {

std::string naming(const std::string& name) {
  const nlohmann::json scenario = {{"format", "archipelago/1"}, {"model", name}, {"training", {{"tokens_per_step", 1024}}}, {"failures", name},
                                   {"sites", {{{"name", "a"}, {"region", name}}}}, {"learners", {{{"name", "l"}, {"site", "a"}, {"accelerator", name}, {"accelerators", 8}}}},
                                   {"network", name}, {"costs", {{"prices", name}}}, {"protocol", {{"name", "data-parallel"}}}, {"simulation", {{"horizon", "1 h"}}}};
  return scenario.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchInput scratch;
  for (const std::string& kind : Catalogues::kinds()) scratch.write(kind + ".json", text_of(data, size));
  const Catalogues catalogues(scratch.folder());
  std::string first;
  for (const std::string& kind : Catalogues::kinds())
    for (const CatalogueEntry& entry : catalogues.list(kind)) {
      if (!catalogues.show(kind, entry.name)) std::abort();
      if (first.empty()) first = entry.name;
    }
  catalogue_accelerator(catalogues, first);
  std::vector<std::string> faults;
  std::string nearest;
  if (!generator_named(first, catalogues, faults, nearest) && faults.empty()) std::abort();
  ReadOptions options;
  options.catalogues = scratch.folder();
  const Reading reading = read_scenario_text(naming(first), "scenario.json", options);
  if (reading.world.has_value() != reading.problems.empty()) std::abort();
  return 0;
}
