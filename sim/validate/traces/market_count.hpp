// What the rows of a file of spot capacity amount to in [0, horizon), counted without any of the code that a replay uses.
//
// A row is split at commas (columns that are read have none inside). Of a step function each drop is as many losses at one instant; of
// named nodes and of lives each `remove` and each preempted end is one. What was not seen to end is held until the horizon.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace archipelago {

struct MarketCount {
  std::size_t gained = 0, lost = 0;           // instances, after the first instant
  std::size_t reclaims = 0;                   // instants that take at least one
  double held_s = 0;                          // instance-seconds
};

// kind: capacity_steps, node_join_leave or instance_episodes.
MarketCount count_market(const std::filesystem::path& file, const std::string& kind, double horizon_s);

} // namespace archipelago
