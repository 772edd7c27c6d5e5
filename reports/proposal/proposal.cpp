#include "reports/proposal/proposal.hpp"

#include <fmt/format.h>

namespace archipelago {

Proposal write_proposal(const Evidence& evidence) {
  Proposal proposal;
  const auto& document = evidence.result.document();
  const std::size_t learners = document.at("learners").size();
  const nlohmann::json::json_pointer model("/scenario/document/model"), parameters("/scenario/document/model/parameters");
  const std::string what = document.contains(model) && document.at(model).is_string()              ? document.at(model).get<std::string>()
                           : document.contains(parameters) && document.at(parameters).is_number() ? fmt::format("a model of {:g} billion parameters", document.at(parameters).get<double>() / 1e9)
                                                                                                   : "a model";
  proposal.title = "Training " + what + " with " + protocol_title(text_at(document, "scenario.protocol")) + " on " + std::to_string(learners) + (learners == 1 ? " learner" : " learners");
  proposal.subtitle = "Proposal: " + evidence.result.label() + (evidence.baseline ? ". Today: " + text_at(evidence.baseline->document(), "scenario.name") : std::string());
  for (const auto section : {decision_section, question_section, today_section, time_section, hours_section, bill_section, unit_cost_section, return_section,
                             capacity_section, sensitivity_section, uncertainty_section, risk_section, pilot_section, roadmap_section,
                             provenance_section, limits_section, words_section})
    proposal.sections.push_back(section(evidence));
  return proposal;
}

}   // namespace archipelago
