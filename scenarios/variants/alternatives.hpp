// What a board asks about beside what is proposed: the same world trained otherwise, as a scenario of its own.
#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct Alternative {
  std::string id, title;
  nlohmann::json scenario;
  std::string note = {};                    // what had to be assumed
};

// One synchronous job with checkpoints, elastic data parallel, one synchronous job on half the accelerators; what the proposal is itself
// is left out. Keys that the other protocol does not use are still in them.
std::vector<Alternative> alternatives_to(const nlohmann::json& scenario);

// A pilot: two learners of one node each, at the first two sites, with the proposal's protocol, links, failures and prices, on a model
// of about a billion parameters.
nlohmann::json pilot_of(const nlohmann::json& scenario);

} // namespace archipelago
