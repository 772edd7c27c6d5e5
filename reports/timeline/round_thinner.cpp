#include "reports/timeline/round_thinner.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace archipelago {

std::vector<RoundSpan> RoundThinner::add(const RoundSpan& round) {
  std::vector<RoundSpan> ready;
  const bool new_window =
      !held_.empty() && (window_.value <= 0 || std::floor(round.back / window_) > std::floor(held_.back().back / window_));
  if (new_window) ready = last();
  held_.push_back(round);
  if (held_.size() <= 2) return ready;
  const auto by_length = [](const RoundSpan& a, const RoundSpan& b) { return a.length() < b.length(); };
  const auto ends = std::minmax_element(held_.begin(), held_.end(), by_length);
  const auto between =
      std::find_if(held_.begin(), held_.end(), [&](const RoundSpan& held) { return &held != &*ends.first && &held != &*ends.second; });
  held_.erase(between);
  ++dropped_;
  return ready;
}

std::vector<RoundSpan> RoundThinner::last() { return std::exchange(held_, {}); }

}   // namespace archipelago
