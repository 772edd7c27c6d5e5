// A result file in sentences: where the time went, what the largest loss means, and what limits the run.
//
// No claim without its figure: each statement names the keys it rests on, all of which the document knows.
#pragma once

#include "reports/terminal.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace archipelago {

struct Statement {
  std::string text;
  std::vector<std::string> keys;
};

std::vector<Statement> run_statements(const nlohmann::json& document, const Terminal& terminal);

std::string explain_run(const nlohmann::json& document, const Terminal& terminal);   // the statements, wrapped, with their keys

}   // namespace archipelago
