// Screening by elementary effects (Morris 1991, with the mean of absolute effects of Campolongo et al. 2007): which of many
// factors matter, at (axes + 1) points for each trajectory.
//
// A trajectory starts at a random point of a grid of 4 levels, 0, 1/3, 2/3, 1, and moves one axis at a time, in random order, by 2/3
// of its range. The effect of an axis is the change of the figure over that move, per whole range: the mean of its absolute
// value over trajectories says how much the axis matters, the standard deviation of its value how much that depends on where the
// others stand. Draws come from keyed streams.
#pragma once

#include "models/statistics/designs.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace archipelago {

inline constexpr double morris_move = 2.0 / 3.0;

struct MorrisTrajectory {
  std::vector<UnitPoint> points;              // axes + 1
  std::vector<std::size_t> moved;             // the axis that changes from point i to point i + 1
  std::vector<double> by;                     // +2/3 or -2/3
};

std::vector<MorrisTrajectory> morris_trajectories(std::size_t count, std::size_t axes, std::uint64_t seed);

} // namespace archipelago
