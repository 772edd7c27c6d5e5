#include "models/failures/traces/time_weighted.hpp"

#include <algorithm>

namespace archipelago {

void TimeWeighted::add(std::uint32_t count, double seconds) {
  if (seconds <= 0) return;
  if (count >= seconds_.size()) seconds_.resize(count + std::size_t(1));
  seconds_[count] += seconds;
  total_ += seconds;
}

double TimeWeighted::mean() const {
  double sum = 0;
  for (std::size_t count = 0; count < seconds_.size(); ++count) sum += static_cast<double>(count) * seconds_[count];
  return total_ > 0 ? sum / total_ : 0;
}

std::uint32_t TimeWeighted::quantile(double p) const {
  double sum = 0;
  for (std::size_t count = 0; count < seconds_.size(); ++count)
    if ((sum += seconds_[count]) >= p * total_) return static_cast<std::uint32_t>(count);
  return max();
}

std::uint32_t TimeWeighted::max() const { return seconds_.empty() ? 0 : static_cast<std::uint32_t>(seconds_.size() - 1); }

double TimeWeighted::share_of(std::uint32_t count) const { return count < seconds_.size() && total_ > 0 ? seconds_[count] / total_ : 0; }

std::vector<TimeSpan> merged_spans(std::vector<TimeSpan> spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<TimeSpan> merged;
  for (const TimeSpan& span : spans) {
    if (span.second <= span.first) continue;
    if (!merged.empty() && span.first <= merged.back().second) merged.back().second = std::max(merged.back().second, span.second);
    else merged.push_back(span);
  }
  return merged;
}

TimeWeighted open_at_once(const std::vector<TimeSpan>& spans, double horizon) {
  std::vector<std::pair<double, int>> changes;
  changes.reserve(2 * spans.size());
  for (const auto& [start, end] : spans) {
    if (start >= horizon || end <= start) continue;
    changes.emplace_back(start, 1);
    if (end < horizon) changes.emplace_back(end, -1);
  }
  std::sort(changes.begin(), changes.end());                       // at one instant, ends come first
  TimeWeighted result;
  double since = 0;
  int open = 0;
  for (const auto& [at, change] : changes) {
    result.add(static_cast<std::uint32_t>(open), at - since);
    since = at;
    open += change;
  }
  result.add(static_cast<std::uint32_t>(open), horizon - since);
  return result;
}

} // namespace archipelago
