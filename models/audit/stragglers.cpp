#include "models/audit/stragglers.hpp"

#include "models/statistics/quantile.hpp"

#include <algorithm>
#include <map>

namespace archipelago {

namespace {

constexpr auto exposed = static_cast<std::size_t>(TimeUse::communication);
constexpr auto waiting = static_cast<std::size_t>(TimeUse::straggler_wait);

using Meeting = std::vector<StepAccount*>;    // one step on every rank

// Steps that all ranks have.
std::vector<Meeting> meetings_of(std::vector<RankAccount>& ranks) {
  std::map<std::int64_t, Meeting> by_step;
  const bool numbered = std::all_of(ranks.begin(), ranks.end(), [](const auto& rank) {
    return std::all_of(rank.steps.begin(), rank.steps.end(), [](const auto& step) { return step.number.has_value(); });
  });
  for (RankAccount& rank : ranks)
    for (std::size_t s = 0; s < rank.steps.size(); ++s)
      by_step[numbered ? *rank.steps[s].number : static_cast<std::int64_t>(s)].push_back(&rank.steps[s]);
  std::vector<Meeting> meetings;
  for (auto& [step, meeting] : by_step)
    if (meeting.size() == ranks.size()) meetings.push_back(std::move(meeting));
  return meetings;
}

double own(const StepAccount& step) { return (step.length - step.times[exposed]).value; }

TimeUse largest_excess(const std::vector<RankAccount>& ranks, std::size_t slowest) {
  TimeUse because = TimeUse::compute;
  double largest = 0;
  for (std::size_t use = 0; use < time_use_count; ++use) {
    if (use == exposed || use == waiting) continue;
    std::vector<double> shares;
    for (const RankAccount& rank : ranks) shares.push_back(rank.times[use].value / static_cast<double>(rank.steps.size()));
    const double excess = shares[slowest] - quantile(shares, 0.5);
    if (excess > largest) { largest = excess; because = static_cast<TimeUse>(use); }
  }
  return because;
}

} // namespace

Stragglers find_stragglers(std::vector<RankAccount>& ranks) {
  Stragglers found;
  if (ranks.size() < 2) return found;
  const std::vector<Meeting> meetings = meetings_of(ranks);
  if (meetings.empty()) return found;
  found.ranks = ranks.size();
  found.steps = meetings.size();
  std::vector<double> own_total(ranks.size()), times_slowest(ranks.size());
  double saved = 0, all = 0;
  for (const Meeting& meeting : meetings) {
    std::vector<double> owns;
    for (const StepAccount* step : meeting) {
      owns.push_back(own(*step));
      all += step->length.value / static_cast<double>(ranks.size());
    }
    const auto slowest = std::max_element(owns.begin(), owns.end());
    times_slowest[static_cast<std::size_t>(slowest - owns.begin())] += 1;
    saved += *slowest - quantile(owns, 0.5);
    for (std::size_t r = 0; r < ranks.size(); ++r) {
      own_total[r] += owns[r];
      const Seconds wait(std::min(meeting[r]->times[exposed].value, *slowest - owns[r]));
      for (UseTimes* times : {&meeting[r]->times, &ranks[r].times}) {
        (*times)[exposed] -= wait;
        (*times)[waiting] += wait;
      }
    }
  }
  const auto slowest = static_cast<std::size_t>(std::max_element(own_total.begin(), own_total.end()) - own_total.begin());
  const double median = quantile(own_total, 0.5);
  found.cost = all > 0 ? saved / all : 0;
  found.slowest_rank = ranks[slowest].rank;
  found.slowest_excess = median > 0 ? own_total[slowest] / median - 1 : 0;
  found.slowest_share = times_slowest[slowest] / static_cast<double>(meetings.size());
  found.slowest_because = largest_excess(ranks, slowest);
  return found;
}

} // namespace archipelago
