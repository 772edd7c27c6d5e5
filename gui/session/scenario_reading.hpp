// One reading of a scenario's text: the value for the form, and the World or all that is wrong.
#pragma once

#include "scenarios/scenario.hpp"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>
#include <vector>

namespace archipelago::gui {

struct ScenarioReading {
  std::string text;
  std::shared_ptr<const nlohmann::json> value;        // as written; null where it cannot be parsed
  std::shared_ptr<const nlohmann::json> effective;    // with what it inherits; null likewise
  archipelago::Reading reading;

  const World* world() const { return reading.world ? &*reading.world : nullptr; }
};

// `overrides`: as after --set.
std::shared_ptr<const ScenarioReading> read_text(std::string text, const std::string& file, std::vector<std::string> overrides = {});

} // namespace archipelago::gui
