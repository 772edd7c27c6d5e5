// What a plan must keep to beside its goal: limits on figures of the result, and what the world itself must be.
//
//   goodput>=0.9                  a figure of the result and its limit; with units: time_to_target_s<=30 d, cost.to_target_usd<=2e6 USD
//   site_power<=20 MW             rated power of the servers at every site, times the site's PUE; site_power.west<=5 MW: at one
//   zones=eu,us                   learners at sites of these zones only
//   memory=fits                   every learner's predicted memory fits its accelerator
//
// In a study file: "constraints": {"goodput": {"at_least": 0.9}, "site_power": {"at_most": "20 MW"}, "zones": ["eu", "us"], "memory": "fits"}.
#pragma once

#include "models/units.hpp"
#include "scenarios/format/problem.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace archipelago {

struct FigureLimit {
  std::string figure;                         // key of the result
  bool at_least = false;
  double limit = 0;                           // SI
  std::string written;                        // "30 d"
};

struct PowerLimit { std::string site; Watts limit; std::string written; };   // site empty: each

struct Requirements {
  std::vector<FigureLimit> figures;
  std::vector<PowerLimit> power;
  std::vector<std::string> zones;             // empty: all
  bool memory_fits = false;

  bool empty() const { return figures.empty() && power.empty() && zones.empty() && !memory_fits; }
};

void add_requirement(Requirements& requirements, const std::string& text);     // as after --require; throws AxisFault
Requirements read_requirements(const nlohmann::json& object, Findings& findings);   // of a study file, at /constraints

std::string text_of(const FigureLimit& limit);   // "goodput >= 0.9"

} // namespace archipelago
