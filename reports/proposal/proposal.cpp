#include "reports/proposal/proposal.hpp"

namespace archipelago {

Proposal write_proposal(const Evidence& evidence) {
  Proposal proposal;
  proposal.title = evidence.result.label();
  const std::string protocol = text_at(evidence.result.document(), "scenario.protocol");
  proposal.subtitle = "A proposal to train with " + protocol + (evidence.baseline ? ", against " + text_at(evidence.baseline->document(), "scenario.name") : std::string());
  for (const auto section : {decision_section, question_section, time_section, hours_section, bill_section, unit_cost_section, return_section,
                             capacity_section, sensitivity_section, uncertainty_section, risk_section, pilot_section, roadmap_section,
                             provenance_section, limits_section})
    proposal.sections.push_back(section(evidence));
  return proposal;
}

}   // namespace archipelago
