// The predicted steps of a run's learners: a table for the summary, and what the largest parts of a step are.
#pragma once

#include "reports/explain_run.hpp"
#include "reports/terminal.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace archipelago {

std::string forecast_table(const nlohmann::json& document, const Terminal& terminal);   // empty where nothing was predicted

// Of the first learner whose step time is a prediction.
std::vector<Statement> forecast_statements(const nlohmann::json& document, const Terminal& terminal);

} // namespace archipelago
