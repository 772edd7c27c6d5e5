#include "tests/scenarios/support.hpp"

#include <nlohmann/json.hpp>

#include <fstream>

namespace archipelago {

using nlohmann::json;

ReadOptions catalogue_options(std::vector<std::string> overrides) {
  ReadOptions options;
  options.overrides = std::move(overrides);
  options.catalogues = std::string(SCENARIOS_DIRECTORY) + "/catalogues";
  return options;
}

json whole_scenario() {
  std::ifstream file(std::string(TESTS_DIRECTORY) + "/whole.json");
  return json::parse(file, nullptr, true, true);
}

Reading reading_of(const json& document, std::vector<std::string> overrides) {
  return read_scenario_text(document.dump(2), "test.json", catalogue_options(std::move(overrides)));
}

Reading reading_with(const std::string& patch) {
  json document = whole_scenario();
  document.merge_patch(json::parse(patch));
  return reading_of(document);
}

std::string problems_text(const Reading& reading) {
  std::string text;
  for (const Problem& problem : reading.problems) text += format_problem(problem) + "\n";
  return text;
}

bool has_problem(const Reading& reading, const std::string& part) {
  for (const Problem& problem : reading.problems)
    if (format_problem(problem).find(part) != std::string::npos) return true;
  return false;
}

std::string assumption(const World& world, const std::string& key) {
  for (const Assumption& one : world.assumptions)
    if (one.key == key) return one.value;
  return {};
}

} // namespace archipelago
