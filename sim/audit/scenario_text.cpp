#include "sim/audit/scenario_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace archipelago {

using nlohmann::json;

namespace {

// As many digits as a distribution of some hundred steps can carry.
std::string seconds_text(Seconds time) { return fmt::format("{:.6g} s", time.value); }

json learner_of(const AuditAnswer& answer) {
  const StepTimes& steps = answer.audit.steps;
  constexpr double least_cv = 1e-4;           // below that the spread is that of the clock
  json step_time{{"mean", seconds_text(steps.mean)}, {"law", "constant"}};
  if (steps.cv >= least_cv) {
    step_time["law"] = "lognormal";
    step_time["cv"] = std::stod(fmt::format("{:.4g}", std::min(steps.cv, 1.0)));
  }
  json learner{{"name", "audited"}, {"site", "here"}, {"accelerators", answer.world_size}, {"step_time", step_time}};
  if (answer.accelerator) learner["accelerator"] = answer.accelerator->name;
  return learner;
}

} // namespace

std::string scenario_text(const AuditAnswer& answer, const ScenarioWishes& wishes) {
  const StepTimes& steps = answer.audit.steps;
  if (steps.count == 0) return {};
  nlohmann::ordered_json scenario{{"format", "archipelago/1"}, {"name", "audited job"}};
  std::string missing;
  if (wishes.model) scenario["model"] = *wishes.model;
  else missing += " model,";
  if (wishes.tokens_per_step) scenario["training"] = {{"tokens_per_step", *wishes.tokens_per_step}};
  else missing += " training.tokens_per_step,";
  if (!answer.accelerator) missing += " learners.audited.accelerator,";
  scenario["sites"] = json::array({{{"name", "here"}}});
  scenario["learners"] = json::array({learner_of(answer)});
  scenario["protocol"] = {{"name", "data-parallel"}};
  scenario["simulation"] = {{"horizon", "1000 steps"}};
  std::string head = fmt::format("// From an audit of {} steps on {} ranks; measured step time with its spread (p10 {}, p90 {}).\n", steps.count,
                                 answer.audit.ranks.size(), seconds_text(steps.p10), seconds_text(steps.p90));
  head += "// The step holds everything that it took, waiting for input and in-job communication included, but writing checkpoints.\n";
  if (!missing.empty()) head += fmt::format("// Still to be given, here or in a file that extends this one:{} and what else the job is.\n", missing.substr(0, missing.size() - 1));
  head += "// Protocol and horizon are a start: change them.\n";
  return head + scenario.dump(2) + "\n";
}

} // namespace archipelago
