// What can be turned in a scenario to see how far an answer moves: each knob scales one or several quantities by a factor.
//
// A knob is only there where the scenario has what it turns. Names of failures and of prices are spelt out first, so that their parts can
// be turned too. Whether it belongs to the world (failures, network: both sides of a comparison see it) or to one side (its prices) is
// the knob's; a factor of 1 leaves the scenario as it is.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace archipelago {

class Catalogues;

struct Knob {
  std::string id, title;
  double low = 0.5, high = 2;               // factors that an estimate may be off by
  double least = 0.25, most = 8;            // within which a break-even is looked for; equal: not at all
  bool shared = true;                       // with the other side of a comparison
  std::vector<std::string> pointers = {};   // JSON pointers of what it scales
};

// The scenario with failures and prices as values instead of names.
nlohmann::json spelt_out(nlohmann::json scenario, const Catalogues& catalogues);

std::vector<Knob> knobs_of(const nlohmann::json& spelt_out_scenario);

// All that this scenario has of what the knob turns; false: it has nothing of it, or it would become impossible.
bool turn(nlohmann::json& scenario, const Knob& knob, double factor);

// What the knob's first quantity reads at a factor ("2.5 year"), or the factor itself where quantities differ ("x 0.5").
std::string value_at(const nlohmann::json& scenario, const Knob& knob, double factor);

// A job of another size with the same work for each accelerator: accelerators of every learner and tokens of a step. False: not whole.
bool resize(nlohmann::json& scenario, double factor);

} // namespace archipelago
