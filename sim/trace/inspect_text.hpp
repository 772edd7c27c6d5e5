// What `trace inspect` prints: one screen a trace, figures with their definitions, and the shapes as bars.
#pragma once

#include "reports/terminal.hpp"
#include "sim/trace/open_trace.hpp"

#include <nlohmann/json_fwd.hpp>

namespace archipelago {

std::string inspect_text(const OpenedTrace& opened, const Terminal& terminal);
nlohmann::json inspect_document(const OpenedTrace& opened);

} // namespace archipelago
