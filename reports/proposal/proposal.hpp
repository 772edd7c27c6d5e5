// The proposal that a programme owner hands to a board, written from one result and, where there is one, the result of what is done today.
//
// Sections: decision, question, today, time, where the hours go, bill, unit costs, return, capacity, sensitivity, uncertainty, risks, pilot,
// roadmap, provenance, limits, words. What the results do not hold is not shown: the section says what to run to get it.
#pragma once

#include "reports/proposal/content.hpp"
#include "reports/proposal/evidence.hpp"

namespace archipelago {

Proposal write_proposal(const Evidence& evidence);

Text return_in_brief(const Evidence& evidence);               // with a baseline; empty: no saving, or the programme is not given

// One function a section, in the order of the document.
Section decision_section(const Evidence& evidence);
Section question_section(const Evidence& evidence);
Section today_section(const Evidence& evidence);
Section time_section(const Evidence& evidence);
Section hours_section(const Evidence& evidence);
Section bill_section(const Evidence& evidence);
Section unit_cost_section(const Evidence& evidence);
Section return_section(const Evidence& evidence);
Section capacity_section(const Evidence& evidence);
Section sensitivity_section(const Evidence& evidence);
Section uncertainty_section(const Evidence& evidence);
Section risk_section(const Evidence& evidence);
Section pilot_section(const Evidence& evidence);
Section roadmap_section(const Evidence& evidence);
Section provenance_section(const Evidence& evidence);
Section limits_section(const Evidence& evidence);
Section words_section(const Evidence& evidence);

}   // namespace archipelago
