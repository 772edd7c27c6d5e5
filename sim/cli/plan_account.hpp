// A plan's question from its study, and its account from what was found.
#pragma once

#include "reports/plan_report.hpp"
#include "sim/study/plan/halving.hpp"
#include "sim/study/plan/screen.hpp"

#include <string>
#include <vector>

namespace archipelago {

PlanQuestion question_of(const Study& study, const std::vector<std::string>& shown);   // with every figure that the front might be of
// The front's figures: the goal, and of cost, time and quality each the first that the closed form knows.
void choose_front(PlanQuestion& question, const std::vector<Candidate>& candidates);

PlanReport account_of(const Study& study, const PlanQuestion& question, const ScreenedDesign& screening, const Halving& halving, std::size_t design, std::size_t seeds);
void add_outcome(PlanReport& report, const PlanQuestion& question, const Standings& last, const Played& final_round);

std::string screening_text_of(const ScreenedDesign& screening, std::size_t design, std::size_t first_rung, const HalvingOptions& options);   // of --dry

} // namespace archipelago
