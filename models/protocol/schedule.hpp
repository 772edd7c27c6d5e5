// Which fragment is due at which syncer step (protocol sections 1.1 and 1.3).
//
// Steps count from 1. Of P fragments with period H (P <= H), fragment p is due when t mod H equals its offset
// floor((p+1) H / P) mod H: distinct, evenly spaced, and the last one falls on multiples of H, so that P = 1 is DiLoCo's
// "after every H steps" and P = H sends one fragment on every step.
#pragma once

#include <cstdint>
#include <vector>

namespace archipelago {

class FragmentSchedule {
public:
  static constexpr int none = -1;

  FragmentSchedule(int fragments, int sync_interval) : due_(static_cast<std::size_t>(sync_interval), none) {
    for (std::int64_t p = 0; p < fragments; ++p)
      due_[static_cast<std::size_t>((p + 1) * sync_interval / fragments % sync_interval)] = static_cast<int>(p);
  }

  int due(std::int64_t syncer_step) const { return due_[static_cast<std::size_t>(syncer_step % static_cast<std::int64_t>(due_.size()))]; }
  int sync_interval() const { return static_cast<int>(due_.size()); }

private:
  std::vector<int> due_;
};

} // namespace archipelago
