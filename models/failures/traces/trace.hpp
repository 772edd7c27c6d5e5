// What was observed of a fleet or a network: which node was unusable when, how many instances were held, what a pair of regions
// measured.
//
// Times are seconds from the trace's own origin, an interval is [start, end). A node without any row still counts, so the number
// of nodes and the horizon are part of a trace. Rows stand as they were read, sorted by start, then node: one node may have
// overlapping outages (merged where time is counted), and zero-length ones (they interrupt a job and need no repair).
#pragma once

#include "models/units.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <variant>
#include <vector>

namespace archipelago {

inline constexpr std::uint32_t most_nodes = 10'000'000;   // of a trace: statistics keep some bytes for each

enum class TraceKind {
  node_outage, site_outage, link_outage, maintenance,   // unusable in [start, end)
  failure_without_repair,                               // when, but not for how long
  slow_spell,                                           // slower by a factor in [start, end)
  silent_corruption,                                    // wrong results from start, found out at end
  capacity_steps, node_join_leave, instance_episodes,
  throughput_matrix, rtt_matrix, egress_price_matrix,
};

struct NodeOutage {
  static constexpr double unknown_end = std::numeric_limits<double>::infinity();

  double start = 0;                           // s; plain doubles: a trace of a million rows is 24 MB
  double end = unknown_end;                   // s
  std::uint32_t node = 0;                     // 0 … nodes-1
  std::uint16_t cause = 0;                    // index into OutageTrace::causes
  float speed = 0;                            // of the node meanwhile, against its usual one: 0 down, 0.75 in a slow spell
};

struct OutageTrace {
  std::uint32_t nodes = 0;                    // or sites, or links
  std::uint32_t accelerators_per_node = 0;    // 0 = not known
  Seconds horizon;
  std::vector<NodeOutage> outages;
  std::vector<std::string> causes;
  std::vector<std::string> names;             // of the nodes that have rows; fewer than `nodes` as a rule
};

// Instances held as a step function: `available` from `at` until the next step, the last one until the horizon.
struct CapacityStep { double at = 0; std::uint32_t available = 0; };

struct CapacityTrace {
  std::uint32_t nodes = 0;                    // asked for: the most that can be held
  Seconds horizon;
  std::vector<CapacityStep> steps;
};

// Lives of instances: from when one was held until it was taken away, or until the observation ended (censored).
struct Life { double start = 0, end = 0; std::uint32_t pool = 0; bool censored = false; };

struct LifeTrace {
  Seconds horizon;
  std::vector<Life> lives;
  std::vector<std::string> pools;             // zone and type, or the instance's name
};

struct RegionPair { std::uint32_t from = 0, to = 0; double value = 0; double jitter = -1; };   // jitter < 0: not known

struct RegionMatrix {
  std::vector<std::string> regions;           // "provider:region"
  std::vector<RegionPair> pairs;              // bit/s, s (round trip), or USD per byte
};

struct Trace {
  TraceKind kind = TraceKind::node_outage;
  std::string name, origin;
  std::variant<OutageTrace, CapacityTrace, LifeTrace, RegionMatrix> data;

  const OutageTrace* outages() const { return std::get_if<OutageTrace>(&data); }
  const CapacityTrace* capacity() const { return std::get_if<CapacityTrace>(&data); }
  const LifeTrace* lives() const { return std::get_if<LifeTrace>(&data); }
  const RegionMatrix* matrix() const { return std::get_if<RegionMatrix>(&data); }
};

} // namespace archipelago
