#include "models/audit/periodicity.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace archipelago {

namespace {

constexpr double most_uneven = 0.25;
constexpr double least_cover = 0.5;

bool is_even(const std::vector<ProfileTime>& starts, ProfileSpan whole) {
  if (starts.size() < 3) return false;
  const double gaps = static_cast<double>(starts.size() - 1);
  const double mean = seconds_of(starts.back() - starts.front()) / gaps;
  if (mean <= 0 || mean * gaps < least_cover * seconds_of(whole.length())) return false;
  double squares = 0;
  for (std::size_t i = 1; i < starts.size(); ++i) squares += std::pow(seconds_of(starts[i] - starts[i - 1]) - mean, 2);
  return std::sqrt(squares / gaps) <= most_uneven * mean;
}

} // namespace

Spans find_periodic_steps(std::vector<std::vector<ProfileTime>> starts, ProfileSpan whole) {
  std::map<std::size_t, std::vector<const std::vector<ProfileTime>*>> by_count;
  for (auto& list : starts) {
    std::sort(list.begin(), list.end());
    if (is_even(list, whole)) by_count[list.size()].push_back(&list);
  }
  if (by_count.empty()) return {};
  const auto best = std::max_element(by_count.begin(), by_count.end(),
                                     [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  const auto& anchor = **std::min_element(best->second.begin(), best->second.end(),
                                          [](const auto* a, const auto* b) { return a->front() < b->front(); });
  Spans steps;
  for (std::size_t i = 1; i < anchor.size(); ++i) steps.push_back({anchor[i - 1], anchor[i]});
  return steps;
}

} // namespace archipelago
