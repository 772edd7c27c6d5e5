// What makes outages: incidents that strike one node or several, lemons among the nodes, and heavy-tailed lengths.
//
// Nodes stand in domains of `domain` nodes that share their incidents (the fleet the law was fitted to is one domain). In each:
//   incidents   a renewal process with Weibull gaps: shape < 1 clusters them, 1 is memoryless. Its clock runs faster or slower by
//               season: factors exp(sigma x N(0,1)), scaled to a mean of 1 over each cycle of seasons (new hardware, bad batches,
//               busy weeks), so that the rate of a cycle stays. A share of the gaps are quiet times, exponential and longer
//   nodes       an incident strikes one node, or with probability `burst.share` several: 1 + a rounded lognormal; without
//               replacement, by weights exp(lemons x N(0,1)) of the nodes that are not down already
//   starts      the nodes of a burst go together with probability `simultaneous`, else an exponential time apart, at most six minutes
//   length      LengthLaw; the lengths of a burst share `shared_length` of the variance of their normal scores
// The same law serves sites (domain: sites of one operator), links, slow spells (speed between two bounds meanwhile) and silent
// corruption (the length is the time until it is found out).
// A fleet of fewer nodes than a domain sees the incidents that strike its nodes; one of more has several independent domains.
// So a node's outages do not depend on how many other nodes there are.
#pragma once

#include "models/failures/generators/length_law.hpp"
#include "models/failures/traces/trace.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct BurstLaw {
  double share = 0;                           // of the incidents that strike several nodes
  double size_median = 1, size_sigma = 0;     // of the nodes beyond the first
  double simultaneous = 1;
  Seconds spread;                             // mean time between starts that are not simultaneous
};

struct QuietLaw { double share = 0; Seconds mean; };

struct SeasonLaw {
  Seconds length;
  std::uint32_t in_a_cycle = 1;
  double sigma = 0;
};

struct CauseShare { std::string name; double share = 1; };

struct OutageLaw {
  TraceKind kind = TraceKind::node_outage;
  std::uint32_t domain = 1;
  Law gap;                                    // between the incidents of a domain, on the clock of the seasons
  QuietLaw quiet;
  SeasonLaw seasons;
  double lemons = 0;                          // sigma of the lognormal frailty of nodes
  BurstLaw burst;
  bool repair_known = true;                   // else outages have no end (TraceKind::failure_without_repair)
  LengthLaw length;
  double shared_length = 0;                   // 0 … 1
  double speed_least = 0, speed_most = 0;     // slow spells only
  std::vector<CauseShare> causes;
};

// Planned: every `period`, shifted by at most `jitter` periods, the nodes go down in `batches` one after the other.
struct MaintenanceLaw {
  Seconds period;
  double jitter = 0;                          // share of the period, 0 … 0.5
  std::uint32_t batches = 1;
  LengthLaw length;                           // of one batch
};

} // namespace archipelago
