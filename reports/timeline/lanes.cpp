#include "reports/timeline/lanes.hpp"

namespace archipelago {

std::size_t Lanes::lane_for(Seconds from, Seconds to) {
  std::size_t best = ends_.size();
  for (std::size_t lane = 0; lane < ends_.size(); ++lane)
    if (ends_[lane] <= from && (best == ends_.size() || ends_[lane] > ends_[best])) best = lane;
  if (best == ends_.size()) ends_.push_back(to);
  else ends_[best] = to;
  return best;
}

}   // namespace archipelago
