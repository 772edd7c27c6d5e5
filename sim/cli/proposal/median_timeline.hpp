// What every learner did when, in the run of the seed in the middle: played again at fidelity fast, a class of time by learner and bin.
//
// A bin has the class other than computing with the most time in it, if that is at least a tenth of the bin; else computing.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace archipelago {

// {seed, hash, bin_s, learners: [{name, runs: [[class, bins], …]}]}; null where it cannot be played. `before` is taken if it is of the same run.
nlohmann::json median_timeline(const nlohmann::json& result, const nlohmann::json& before, const std::string& file);

} // namespace archipelago
