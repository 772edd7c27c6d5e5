// What lies behind a loss class, from the figures next to it: links for communication, step times for waits, failures.
#pragma once

#include "models/result.hpp"
#include "reports/explain_run.hpp"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace archipelago {

std::vector<Statement> limits_behind(TimeClass loss, const nlohmann::json& document, const Terminal& terminal);

// Mean step times from the fastest to the slowest learner; nothing when no learner has one.
std::vector<Statement> step_time_statement(const nlohmann::json& document, const Terminal& terminal);

}   // namespace archipelago
