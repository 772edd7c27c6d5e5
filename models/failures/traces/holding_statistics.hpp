// What a trace of spot capacity amounts to: how much is held, for how long, how much goes at once.
//
//   availability      time-weighted mean of held / asked for
//   losses            every drop of the count, by its size; per node-hour held: lost instances / (integral of the count)
//   up spell          time with at least one instance held; down spell: with none. Full spell: with all held; short spell: with fewer
//                     Only spells whose begin and end were both seen count
//   lives             of named instances, those that were seen to end; their censored ones are counted apart
#pragma once

#include "models/failures/traces/outage_statistics.hpp"

namespace archipelago {

struct Spells { Quantiles up, down; std::optional<WeibullFit> up_fit; std::vector<double> up_s, down_s; };

struct HoldingStatistics {
  std::uint32_t nodes = 0;
  bool asked_for_known = true;                // else nodes is the most that were held
  TimeWeighted held;
  double availability = 0, share_full = 0, share_none = 0;
  std::size_t loss_instants = 0, lost = 0, grant_instants = 0, granted = 0;
  std::uint32_t largest_loss = 0;
  double share_of_several = 0;                // of the loss instants, those that take two or more
  double losses_per_node_hour = 0, losses_per_day = 0;
  std::optional<Quantiles> loss_sizes, grant_sizes;
  Spells any, full;
};

HoldingStatistics statistics_of(const CapacityTrace& trace);

struct LifeStatistics {
  std::size_t lives = 0, censored = 0;
  Quantiles ended;                            // s
  std::optional<WeibullFit> fit;
  double losses_per_hour_held = 0;
};

LifeStatistics statistics_of(const LifeTrace& trace);
CapacityTrace capacity_of(const LifeTrace& trace);               // nodes: the most that were held at once
HoldingStatistics holding_of(const LifeTrace& trace);            // losses by ends of lives: one that joins as another leaves hides none

} // namespace archipelago
