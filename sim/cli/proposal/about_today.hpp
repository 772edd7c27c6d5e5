// What a proposal is told besides results: an audit of today's training, a questionnaire, what software has of the method.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace archipelago {

nlohmann::json audit_for_proposal(const std::string& file);          // "archipelago-audit/1"; CommandError where it is none
nlohmann::json questionnaire_for_proposal(const std::string& file);  // CommandError with all its problems
std::string questionnaire_form();                                    // an example to fill in

// {vendors, entries[]} of the catalogue: those that concern the vendors of the result's accelerators; all, where none is known.
nlohmann::json compatibility_for(const nlohmann::json& result);

} // namespace archipelago
