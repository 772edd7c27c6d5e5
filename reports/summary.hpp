// What `run` prints: one screen that tells how the run went, where its time went and what is not known.
#pragma once

#include "reports/terminal.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace archipelago {

// `document` is a result file (reports/result_json.hpp), of one seed or of several.
std::string summary_text(const nlohmann::json& document, const Terminal& terminal);

}   // namespace archipelago
