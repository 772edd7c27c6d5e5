// A run up to a date of its timeline: how much of the learners' time was computing, what was merged and lost, what was spent.
//
// Time and rounds are those of the timeline (the first seed), after the warm-up. A ledger's line for accelerators grows with the time that
// learners are held, one for transfers with what its link carries; at the end they add up to the result's total.
#pragma once

#include "gui/data/timeline.hpp"

#include "reports/reading.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace archipelago::gui {

struct SoFar {
  double at = 0;
  double computing = 0;                       // share of the learners' time; a step on fewer slices counts whole
  std::int32_t rounds = 0;                    // merged, by their numbers: a thinned timeline has not all of them
  std::size_t failures = 0;
  std::optional<std::size_t> in_flight;       // unknown where rounds are left out
  std::optional<FigureReading> spent_usd, energy_kwh;   // intervals: those of the totals, in proportion
  std::optional<double> quorum_wait_s, grace_s;          // of the round that came back last
};

SoFar so_far(const Timeline& timeline, const nlohmann::json* result, double at);

} // namespace archipelago::gui
