// From measured grids of region pairs to a network that a scenario may use.
//
// A link between each two of the chosen regions: bandwidth is the slower direction's throughput times the machines at each end,
// the round trip the mean of both directions, jitter of one way = deviation of the round trip / sqrt(2) (both ways alike and
// independent), price the mean of both directions (a ring sends as much each way). What was not measured is an error for throughput
// and round trip; without a deviation or a price the link has none.
#pragma once

#include "models/failures/traces/trace.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct RegionGrids {
  const Trace* throughput = nullptr;
  const Trace* round_trip = nullptr;
  const Trace* price = nullptr;               // none: links have no price
};

struct RegionNetworkWish {
  std::vector<std::string> regions;           // "aws:us-east-1" or "aws-us-east-1"
  int machines = 1;                           // pairs of machines that send side by side
};

// {"network": {"links": [...]}}, to be named by a scenario's "extends"; all problems in `problems` instead.
nlohmann::ordered_json region_network(const RegionGrids& grids, const RegionNetworkWish& wish, std::vector<std::string>& problems);

} // namespace archipelago
