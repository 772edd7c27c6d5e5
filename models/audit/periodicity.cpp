#include "models/audit/periodicity.hpp"

#include "models/statistics/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace archipelago {

namespace {

constexpr double most_uneven = 0.25;
constexpr double least_cover = 0.5;
constexpr double interrupted = 1.5;           // median gaps: a step that took long, or whose start was lost
constexpr double most_interrupted = 0.2;      // of the gaps: a long step makes two long ones
constexpr double alike = 0.1, least_alike = 0.5;   // of the distances between interruptions, and what share of them makes a pattern
constexpr std::size_t short_pattern = 6;

double variation(const std::vector<double>& values) {
  double mean = 0, squares = 0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  for (const double value : values) squares += (value - mean) * (value - mean) / static_cast<double>(values.size());
  return mean > 0 ? std::sqrt(squares) / mean : std::numeric_limits<double>::infinity();
}

// Distances in starts from one interruption to the next: the same for most of them, where lost starts blur a pattern.
bool is_pattern(const std::vector<double>& distances) {
  const double usual = quantile(distances, 0.5);
  const auto same = std::count_if(distances.begin(), distances.end(), [usual](double distance) { return std::abs(distance - usual) <= alike * usual; });
  const double share = static_cast<double>(same) / static_cast<double>(distances.size());
  return distances.size() < short_pattern ? share == 1 : share >= least_alike;
}

bool is_even(const std::vector<ProfileTime>& starts, ProfileSpan whole) {
  if (starts.size() < 3 || seconds_of(starts.back() - starts.front()) < least_cover * seconds_of(whole.length())) return false;
  std::vector<double> gaps;
  for (std::size_t i = 1; i < starts.size(); ++i) gaps.push_back(seconds_of(starts[i] - starts[i - 1]));
  const double longest = interrupted * quantile(gaps, 0.5);
  std::vector<double> usual, distances;
  std::size_t run = 0;
  for (const double gap : gaps) {
    ++run;
    if (gap <= longest) usual.push_back(gap);
    else if (const std::size_t distance = std::exchange(run, 0); distance > 1 || distances.empty()) distances.push_back(static_cast<double>(distance));
  }
  if (static_cast<double>(gaps.size() - usual.size()) > most_interrupted * static_cast<double>(gaps.size())) return false;
  if (!distances.empty()) distances.push_back(static_cast<double>(run + 1));
  return variation(usual) <= most_uneven && (distances.empty() || !is_pattern(distances));
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
