#include "models/audit/stragglers.hpp"

#include "models/statistics/quantile.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace archipelago {

namespace {

constexpr auto exposed = static_cast<std::size_t>(TimeUse::communication);
constexpr auto waiting = static_cast<std::size_t>(TimeUse::straggler_wait);

struct Present { std::size_t rank; StepAccount* step; };
using Meeting = std::vector<Present>;         // one step on the ranks that have it

// A rank whose collective the profiler lost would seem to hold up the others.
void leave_out_unrecorded(Meeting& meeting) {
  const auto is_silent = [](const Present& one) { return one.step->communication.value <= 0; };
  if (!std::all_of(meeting.begin(), meeting.end(), is_silent)) std::erase_if(meeting, is_silent);
}

// Steps that all ranks have; where they are numbered, most ranks.
std::vector<Meeting> meetings_of(std::vector<RankAccount>& ranks) {
  std::map<std::int64_t, Meeting> by_step;
  const bool numbered = std::all_of(ranks.begin(), ranks.end(), [](const auto& rank) {
    return std::all_of(rank.steps.begin(), rank.steps.end(), [](const auto& step) { return step.number.has_value(); });
  });
  for (std::size_t r = 0; r < ranks.size(); ++r)
    for (std::size_t s = 0; s < ranks[r].steps.size(); ++s)
      by_step[numbered ? *ranks[r].steps[s].number : static_cast<std::int64_t>(s)].push_back({r, &ranks[r].steps[s]});
  std::vector<Meeting> meetings;
  for (auto& [step, meeting] : by_step) {
    if (numbered ? 2 * meeting.size() <= ranks.size() : meeting.size() < ranks.size()) continue;
    leave_out_unrecorded(meeting);
    if (meeting.size() > 1) meetings.push_back(std::move(meeting));
  }
  return meetings;
}

double own(const StepAccount& step) { return (step.length - step.times[exposed]).value; }

TimeUse largest_excess(const std::vector<RankAccount>& ranks, std::size_t slowest) {
  TimeUse because = TimeUse::compute;
  double largest = 0;
  for (std::size_t use = 0; use < time_use_count; ++use) {
    if (use == exposed || use == waiting) continue;
    std::vector<double> shares;
    for (const RankAccount& rank : ranks) shares.push_back(rank.times[use].value / static_cast<double>(std::max<std::size_t>(1, rank.steps.size())));
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
  std::vector<std::vector<double>> own_times(ranks.size());
  std::vector<double> times_slowest(ranks.size());
  double saved = 0, all = 0;
  for (const Meeting& meeting : meetings) {
    std::vector<double> owns;
    for (const Present& one : meeting) {
      owns.push_back(own(*one.step));
      own_times[one.rank].push_back(owns.back());
      all += one.step->length.value / static_cast<double>(meeting.size());
    }
    const auto slowest = std::max_element(owns.begin(), owns.end());
    times_slowest[meeting[static_cast<std::size_t>(slowest - owns.begin())].rank] += 1;
    saved += *slowest - quantile(owns, 0.5);
    for (std::size_t k = 0; k < meeting.size(); ++k) {
      const Seconds wait(std::min(meeting[k].step->times[exposed].value, *slowest - owns[k]));
      for (UseTimes* times : {&meeting[k].step->times, &ranks[meeting[k].rank].times}) {
        (*times)[exposed] -= wait;
        (*times)[waiting] += wait;
      }
    }
  }
  std::vector<double> means;
  for (const std::vector<double>& times : own_times) means.push_back(times.empty() ? 0 : std::accumulate(times.begin(), times.end(), 0.0) / static_cast<double>(times.size()));
  const auto slowest = static_cast<std::size_t>(std::max_element(means.begin(), means.end()) - means.begin());
  const double median = quantile(means, 0.5);
  found.cost = all > 0 ? saved / all : 0;
  found.slowest_rank = ranks[slowest].rank;
  found.slowest_excess = median > 0 ? means[slowest] / median - 1 : 0;
  found.slowest_share = times_slowest[slowest] / static_cast<double>(meetings.size());
  found.slowest_because = largest_excess(ranks, slowest);
  return found;
}

} // namespace archipelago
