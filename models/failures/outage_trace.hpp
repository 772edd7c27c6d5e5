// What was observed of a fleet: which node was unusable when, or how many instances were held when.
//
// Seconds from the trace's own origin. A node without any outage still counts, so the number of nodes and the horizon
// are part of the trace. An outage is [start, end); one node may have overlapping outages, and zero-length ones
// (they interrupt a job and need no repair). Outages are sorted by start, then node.
#pragma once

#include "models/units.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace archipelago {

struct NodeOutage {
  static constexpr double repair_unknown = std::numeric_limits<double>::infinity();

  double start = 0;                           // s; plain doubles: a trace of a million rows is 24 MB
  double end = repair_unknown;                // s; repair_unknown where the source has no repair time
  std::uint32_t node = 0;                     // 0 … nodes-1
  std::uint32_t cause = 0;                    // index into OutageTrace::causes
};

struct OutageTrace {
  std::string name;
  std::uint32_t nodes = 0;
  std::uint32_t accelerators_per_node = 0;    // 0 = not known
  Seconds horizon;
  std::vector<NodeOutage> outages;
  std::vector<std::string> causes;
};

// Instances held as a step function: `available` from `at` until the next step, the last one until the horizon.
struct CapacityStep { double at = 0; std::uint32_t available = 0; };

struct CapacityTrace {
  std::string name;
  std::uint32_t nodes = 0;                    // asked for: the most that can be held
  Seconds horizon;
  std::vector<CapacityStep> steps;
};

} // namespace archipelago
