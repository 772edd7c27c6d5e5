// Protocol keys that the chosen protocol does not use: an error, or dropped where one world is played under several protocols.
#pragma once

#include "scenarios/format/problem.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace archipelago {

struct UnusedKey {
  std::string key, reason;
};

std::vector<UnusedKey> unused_protocol_keys(const nlohmann::json& document);
void drop_keys(nlohmann::json& document, const std::vector<UnusedKey>& keys);
void report_keys(const std::vector<UnusedKey>& keys, Findings& findings);

} // namespace archipelago
