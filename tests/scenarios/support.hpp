// Reading of scenarios in tests: the whole scenario with parts changed, and what came of it as text.
#pragma once

#include "scenarios/scenario.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace archipelago {

ReadOptions catalogue_options(std::vector<std::string> overrides = {});

nlohmann::json whole_scenario();   // tests/scenarios/whole.json
Reading reading_of(const nlohmann::json& document, std::vector<std::string> overrides = {});
Reading reading_with(const std::string& patch);   // whole scenario, with a JSON merge patch

std::string problems_text(const Reading& reading);                    // one line each
bool has_problem(const Reading& reading, const std::string& part);    // of the text of any problem
std::string assumption(const World& world, const std::string& key);   // its value, or empty

} // namespace archipelago
