#include "sim/audit/scenario_text.hpp"

#include "models/audit/bottleneck.hpp"
#include "models/storage/batches.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

using nlohmann::json;

namespace {

// As many digits as a distribution of some hundred steps can carry.
std::string seconds_text(Seconds time) { return fmt::format("{:.6g} s", time.value); }

// Worth a data path of its own: then the step is what it takes once its batch is there, and the loaders give what they gave.
bool waits_for_input(const AuditAnswer& answer, const ScenarioWishes& wishes) {
  return wishes.tokens_per_step && answer.accelerator && answer.audit.shares[static_cast<std::size_t>(TimeUse::data_loading)] >= least_bottleneck &&
         answer.audit.fed_steps.mean.value > 0;
}

// Read ahead, loaders that are waited for give a batch per step; not read ahead, one in the time that is waited.
json data_of(const AuditAnswer& answer, double tokens_per_step) {
  const std::vector<RankAccount>& ranks = answer.audit.ranks;
  const bool in_step = std::any_of(ranks.begin(), ranks.end(), [](const RankAccount& rank) { return rank.loads_in_step; });
  const Seconds batch = in_step ? answer.audit.steps.mean - answer.audit.fed_steps.mean : answer.audit.steps.mean;
  const auto hosts = static_cast<double>(hosts_of(answer.world_size, answer.accelerator->node_size));
  return {{"loader_rate", fmt::format("{:.6g} tokens/s", tokens_per_step / batch.value / hosts)}, {"prefetch", in_step ? 0 : 2}};
}

json learner_of(const AuditAnswer& answer, bool fed) {
  const AuditedSteps& steps = fed ? answer.audit.fed_steps : answer.audit.steps;
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
  const AuditedSteps& steps = answer.audit.steps;
  if (steps.count == 0) return {};
  nlohmann::ordered_json scenario{{"format", "archipelago/1"}, {"name", "audited job"}};
  const bool fed = waits_for_input(answer, wishes);
  std::string missing;
  if (wishes.model) scenario["model"] = *wishes.model;
  else missing += " model,";
  if (wishes.tokens_per_step) scenario["training"] = {{"tokens_per_step", *wishes.tokens_per_step}};
  else missing += " training.tokens_per_step,";
  if (!answer.accelerator) missing += " learners.audited.accelerator,";
  scenario["sites"] = json::array({{{"name", "here"}}});
  scenario["learners"] = json::array({learner_of(answer, fed)});
  if (fed) scenario["data"] = data_of(answer, *wishes.tokens_per_step);
  scenario["protocol"] = {{"name", "data-parallel"}};
  scenario["simulation"] = {{"horizon", "1000 steps"}};
  std::string head = fmt::format("// From an audit of {} steps on {} ranks; measured step time with its spread (p10 {}, p90 {}).\n", steps.count,
                                 answer.audit.ranks.size(), seconds_text(steps.p10), seconds_text(steps.p90));
  head += fed ? "// The step holds in-job communication; waiting for input is apart: the data path gives batches as fast as they came.\n"
              : "// The step holds everything that it took, waiting for input and in-job communication included, but writing checkpoints.\n";
  if (!missing.empty()) head += fmt::format("// Still to be given, here or in a file that extends this one:{} and what else the job is.\n", missing.substr(0, missing.size() - 1));
  head += "// Protocol and horizon are a start: change them.\n";
  return head + scenario.dump(2) + "\n";
}

} // namespace archipelago
