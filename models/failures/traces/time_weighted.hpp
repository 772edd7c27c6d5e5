// How much of the time a count had which value: nodes down at once, instances held.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace archipelago {

class TimeWeighted {
public:
  void add(std::uint32_t count, double seconds);
  double total() const { return total_; }
  double mean() const;
  std::uint32_t quantile(double p) const;     // least count that holds for at least p of the time
  std::uint32_t max() const;                  // with any time at all
  double share_of(std::uint32_t count) const;

private:
  std::vector<double> seconds_;               // by count
  double total_ = 0;
};

using TimeSpan = std::pair<double, double>;   // [start, end) in seconds

// Spans of one entity that overlap or touch become one; empty ones go. Sorted.
std::vector<TimeSpan> merged_spans(std::vector<TimeSpan> spans);

// Of spans of any entities: how many are open at once, from 0 to the horizon.
TimeWeighted open_at_once(const std::vector<TimeSpan>& spans, double horizon);

} // namespace archipelago
