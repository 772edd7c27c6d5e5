// How many spares a fleet needs so that all its places are filled for a wanted share of the time.
//
// With S spares that take over at once, N places are all filled while at most S nodes are in repair. So the answer for a share p is the
// p-quantile of the nodes down at once, weighted by time, over many histories; its interval is the bootstrap's over whole histories
// (hours of one history are not independent). An outage waits where S nodes are in repair already when it begins.
// Pools: nodes in equal blocks, each with spares of its own; the distribution of one pool is that over all of them.
//
// Memoryless, for comparison: independent nodes with the same mean time in and between outages. The number down is then binomial,
// whatever the law of repair (Palm 1943: only its mean counts), and only clusters, lemons and bursts make the difference.
#pragma once

#include "models/failures/traces/time_weighted.hpp"
#include "models/failures/traces/trace.hpp"
#include "models/statistics/estimate.hpp"

#include <optional>
#include <vector>

namespace archipelago {

struct DownHistory {
  TimeWeighted down;                          // of one pool, over all pools
  std::vector<std::uint32_t> found;           // nodes in repair in the pool when an outage that needs a spare begins
};

// `from`: what a fleet that begins whole does before is left out. The nodes must be a multiple of the pools.
DownHistory down_history(const OutageTrace& trace, std::uint32_t pools, Seconds from);

struct SpareAnswer {
  double share = 0;                           // asked for, in (0,1)
  std::uint32_t spares = 0;
  std::optional<Interval> interval;           // 90 %; nothing for a single history
  double waiting = 0;                         // share of the outages that find none of these idle
  std::uint32_t memoryless = 0;
  double memoryless_covers = 0;               // share of the time for which that many are enough
};

class SpareStudy {
public:
  SpareStudy(std::uint32_t nodes, std::vector<DownHistory> histories);

  SpareAnswer answer(double share) const;
  double coverage(std::uint32_t spares) const;                     // share of the time, over all histories
  Interval coverage_of_histories(std::uint32_t spares) const;      // p10 and p90 of them
  double memoryless_coverage(std::uint32_t spares) const;
  double mean_down() const { return pooled_.mean(); }
  std::uint32_t most_down() const { return pooled_.max(); }
  std::uint32_t nodes() const { return nodes_; }                   // of one pool
  std::size_t histories() const { return histories_.size(); }

private:
  std::uint32_t nodes_;
  std::vector<DownHistory> histories_;
  TimeWeighted pooled_;
};

} // namespace archipelago
