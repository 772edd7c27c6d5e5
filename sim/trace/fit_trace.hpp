// `trace fit`: the law of a trace as a generator with how well it stands for the trace.
#pragma once

#include "models/failures/generators/goodness.hpp"
#include "models/failures/generators/processes.hpp"
#include "reports/terminal.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace archipelago {

struct TraceFit {
  Generator generator;                        // one process
  std::vector<GoodnessRow> goodness;
  std::vector<std::pair<std::string, double>> distances;   // Kolmogorov-Smirnov, by what was fitted
  std::vector<std::string> not_reproduced;    // in words
};

// Nothing, and why in `refusal`, if the trace is of a kind without a law or too short.
std::optional<TraceFit> fit_trace(const Trace& trace, std::string& refusal);

std::string fit_text(const TraceFit& fit, const Terminal& terminal);
nlohmann::ordered_json fit_document(const TraceFit& fit);         // the generator's file

} // namespace archipelago
