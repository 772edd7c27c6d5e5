// What a trace of outages amounts to: how often, how clustered, on which nodes, for how long, how many at once.
//
//   rate            events / (nodes x horizon);  fleet MTBF = horizon / events;  node MTBF = nodes x horizon / events
//   gaps            between the starts of all events in order, zero gaps of common starts included in the CV (deviation / mean)
//   Weibull k       of the gaps above zero (models/failures/weibull_fit.hpp)
//   repair          quantiles of end - start of every row that has an end, before clipping; zero-length rows count as zero
//   worst 5 %       share of the events on the floor(0.05 x nodes) nodes with most of them (at least one node)
//   Gini            of events per node over all nodes: 0 all alike, 1 all events on one node
//   bursts          events whose starts follow each other within six minutes are one group
//   downtime        overlapping rows of a node merged, clipped at the horizon; availability = 1 - downtime / (nodes x horizon)
#pragma once

#include "models/failures/traces/time_weighted.hpp"
#include "models/failures/traces/trace.hpp"
#include "models/failures/weibull_fit.hpp"

#include <optional>

namespace archipelago {

inline constexpr double burst_window_s = 360;

struct Quantiles { double p10 = 0, p50 = 0, p90 = 0, p99 = 0, mean = 0; std::size_t n = 0; };
Quantiles quantiles_of(std::vector<double> values);                // all zero for none

struct Burst { std::size_t first = 0, events = 0; };               // outages first … first+events-1

struct OutageStatistics {
  std::size_t events = 0;
  double rate_per_1000_node_days = 0;
  Seconds fleet_mtbf, node_mtbf;
  double gap_cv = 0;
  std::optional<WeibullFit> gaps;
  std::optional<Quantiles> repair;                                 // s
  double worst_5_percent = 0, worst_10_percent = 0, gini = 0;
  std::uint32_t nodes_without_event = 0;
  std::size_t groups = 0, groups_of_several = 0, events_in_bursts = 0, largest_burst = 0;
  std::optional<Quantiles> burst_sizes;                            // of groups of several
  std::optional<TimeWeighted> down_at_once;                        // only where ends are known
  double downtime_node_s = 0, availability = 1;
  std::vector<std::pair<std::string, std::size_t>> causes;         // most frequent first
};

OutageStatistics statistics_of(const OutageTrace& trace);

std::vector<double> gaps_of(const OutageTrace& trace);             // s between starts
std::vector<Burst> bursts_of(const OutageTrace& trace);            // groups of one too
std::vector<TimeSpan> merged_outages(const OutageTrace& trace);    // per node merged and clipped; all nodes together

} // namespace archipelago
