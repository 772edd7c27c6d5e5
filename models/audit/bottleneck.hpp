// What costs a job the most time besides computing, and what it would bring to be rid of it.
//
//   steps without it are shorter by its share s of the time; the job becomes 1 / (1 - s) times as fast
//
// An upper bound: what is removed may uncover something else. Waiting for stragglers counts with what equal ranks would
// save, not with the time waited. Below 5 % of the time nothing is called a bottleneck but computing itself.
#pragma once

#include "models/audit/activity.hpp"
#include "models/audit/stragglers.hpp"

#include <array>
#include <optional>

namespace archipelago {

inline constexpr double least_bottleneck = 0.05;

struct Bottleneck {
  TimeUse use = TimeUse::compute;
  double share = 0;                           // of the time
  double speed_up = 1;                        // without it
  std::optional<Activity> kernels;            // the class of kernels that takes most of it, if kernels do
};

using UseShares = std::array<double, time_use_count>;   // sums to 1

Bottleneck find_bottleneck(const UseShares& shares, const Stragglers& stragglers, const ClassTotals& kernels);

} // namespace archipelago
