// What an audit knows of a scenario: one learner as it was measured, to run or to build on with "extends".
//
// step_time is the whole step as audited, but for writing checkpoints: input, host and waiting are in it, because they are
// what the job does today. Where waiting for input is a bottleneck and the tokens of a step are given, it is apart: the loaders' rate
// then follows from the step, and what a faster or a decoupled loader brings can be asked. Model and tokens cannot be told from a profile; with both the scenario runs as it is.
#pragma once

#include "sim/audit/audit_files.hpp"

#include <optional>
#include <string>

namespace archipelago {

struct ScenarioWishes {
  std::optional<std::string> model;
  std::optional<double> tokens_per_step;
};

// Empty if the profile shows no steps: there is nothing to calibrate with.
std::string scenario_text(const AuditAnswer& answer, const ScenarioWishes& wishes);

} // namespace archipelago
