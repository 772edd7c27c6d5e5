// What a second of step time costs each learner under the world's protocol: the preview's account before it becomes shares.
#pragma once

#include "models/preview/pace.hpp"
#include "models/result.hpp"

#include <vector>

namespace archipelago {

struct LearnerTime {
  TimeShares spent{};                         // seconds of each class per second of step time
  double steps_kept = 1;                      // of the steps done, those that are not rolled back
  double tokens_kept = 1;                     // of a full step's tokens, those of the slices at hand and not rolled back
  double losses = 0;                          // slices lost per second of step time

  double total() const;
  double up() const;                          // share of total: computing or waiting, neither paused nor gone
};

struct RunTimes {
  std::vector<LearnerTime> learners;
  Synchronization synchronization;
  std::vector<double> link_bytes_per_second;  // [2 link + (0 forward, 1 backward)]
  double rounds_per_second = 0;
  double contributors = 0;                    // per round
  Seconds start_up;                           // of the first synchronization, if it counts
};

inline double& of(LearnerTime& time, TimeClass what) { return time.spent[static_cast<std::size_t>(what)]; }

} // namespace archipelago
