#include "gui/session/scenario_reading.hpp"

#include "gui/base/places.hpp"
#include "scenarios/format/json_text.hpp"

#include <nlohmann/json.hpp>

namespace archipelago::gui {

std::shared_ptr<const ScenarioReading> read_text(std::string text, const std::string& file, std::vector<std::string> overrides) {
  auto result = std::make_shared<ScenarioReading>();
  ReadOptions options;
  options.overrides = std::move(overrides);
  options.catalogues = catalogue_folder();
  try {
    result->reading = read_scenario_text(text, file, options);
  } catch (const std::exception& error) {      // a folder that vanished, no memory: not the text's fault
    result->reading.problems.push_back({file, 0, 0, {}, error.what(), {}});
  }
  std::vector<TextFault> faults;
  nlohmann::json value = parse_json(text, faults);
  if (value.is_object()) result->value = std::make_shared<const nlohmann::json>(std::move(value));
  if (!result->reading.canonical.empty()) {
    nlohmann::json effective = nlohmann::json::parse(result->reading.canonical, nullptr, false);
    if (effective.is_object()) result->effective = std::make_shared<const nlohmann::json>(std::move(effective));
  }
  if (!result->effective) result->effective = result->value;
  result->text = std::move(text);
  return result;
}

} // namespace archipelago::gui
