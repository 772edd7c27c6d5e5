// Any bytes as a scenario. What is read must have been said to be faultless, and reads the same again from its canonical text.
#include "scenarios/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ReadOptions options;
  static const Catalogues catalogues(ARCHIPELAGO_SCENARIOS "/catalogues");
  options.catalogues = ARCHIPELAGO_SCENARIOS "/catalogues";
  options.known = &catalogues;
  const Reading reading = read_scenario_text(std::string_view(reinterpret_cast<const char*>(data), size), "scenario.json", options);
  if (reading.world.has_value() != reading.problems.empty()) std::abort();
  for (const Problem& problem : reading.problems)
    if (problem.message.empty() || format_problem(problem).empty()) std::abort();
  if (!reading.world) return 0;
  const Reading again = read_scenario_text(reading.canonical, "scenario.json", options);
  if (!again.problems.empty() || again.canonical != reading.canonical) std::abort();
  return 0;
}
