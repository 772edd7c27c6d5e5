#include "models/audit/partition.hpp"

#include <utility>

namespace archipelago {

std::vector<UseTimes> partition(UseSets& sets, const Spans& windows) {
  std::vector<UseTimes> times(windows.size());
  std::vector<ProfileTime> left;
  for (const ProfileSpan& window : windows) left.push_back(window.length());
  Spans taken;
  for (std::size_t use = 0; use < recorded_use_count; ++use) {
    if (sets[use].empty()) continue;
    const std::vector<ProfileTime> within = measure_within(without(sets[use].spans(), taken), windows);
    for (std::size_t w = 0; w < windows.size(); ++w) {
      times[w][use] = Seconds(seconds_of(within[w]));
      left[w] -= within[w];
    }
    taken = union_of(taken, sets[use].spans());
  }
  for (std::size_t w = 0; w < windows.size(); ++w) times[w][static_cast<std::size_t>(TimeUse::idle)] = Seconds(seconds_of(left[w]));
  return times;
}

} // namespace archipelago
