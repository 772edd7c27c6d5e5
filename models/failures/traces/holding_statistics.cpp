#include "models/failures/traces/holding_statistics.hpp"

#include <algorithm>
#include <map>

namespace archipelago {

namespace {

template <class Test> Spells spells_of(const CapacityTrace& trace, Test is_up) {
  Spells spells;
  std::optional<double> since;                // nothing until a first change was seen
  for (std::size_t i = 1; i < trace.steps.size(); ++i) {
    const bool was_up = is_up(trace.steps[i - 1].available);
    if (was_up == is_up(trace.steps[i].available)) continue;
    if (since) (was_up ? spells.up_s : spells.down_s).push_back(trace.steps[i].at - *since);
    since = trace.steps[i].at;
  }
  spells.up = quantiles_of(spells.up_s);
  spells.down = quantiles_of(spells.down_s);
  spells.up_fit = fit_weibull(spells.up_s);
  return spells;
}

void count_changes(std::vector<double> losses, std::vector<double> grants, double horizon_s, HoldingStatistics& s) {
  std::size_t several = 0;
  s.lost = s.granted = 0;
  for (const double loss : losses) {
    s.lost += static_cast<std::size_t>(loss);
    s.largest_loss = std::max(s.largest_loss, static_cast<std::uint32_t>(loss));
    several += loss > 1;
  }
  for (const double grant : grants) s.granted += static_cast<std::size_t>(grant);
  s.loss_instants = losses.size();
  s.grant_instants = grants.size();
  s.share_of_several = losses.empty() ? 0 : static_cast<double>(several) / static_cast<double>(losses.size());
  const double held_hours = s.held.mean() * s.held.total() / seconds_per_hour;
  s.losses_per_node_hour = held_hours > 0 ? static_cast<double>(s.lost) / held_hours : 0;
  s.losses_per_day = static_cast<double>(losses.size()) / (horizon_s / seconds_per_day);
  if (!losses.empty()) s.loss_sizes = quantiles_of(std::move(losses));
  if (!grants.empty()) s.grant_sizes = quantiles_of(std::move(grants));
}

} // namespace

HoldingStatistics statistics_of(const CapacityTrace& trace) {
  HoldingStatistics s;
  s.nodes = trace.nodes;
  std::vector<double> losses, grants;
  if (!trace.steps.empty()) s.held.add(0, trace.steps.front().at);
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    const CapacityStep& step = trace.steps[i];
    s.held.add(step.available, (i + 1 < trace.steps.size() ? trace.steps[i + 1].at : trace.horizon.value) - step.at);
    if (i == 0) continue;
    const double change = static_cast<double>(step.available) - trace.steps[i - 1].available;
    if (change < 0) losses.push_back(-change);
    if (change > 0) grants.push_back(change);
  }
  count_changes(std::move(losses), std::move(grants), trace.horizon.value, s);
  s.availability = trace.nodes > 0 ? s.held.mean() / trace.nodes : 0;
  s.share_full = s.held.share_of(trace.nodes);
  s.share_none = s.held.share_of(0);
  s.any = spells_of(trace, [](std::uint32_t count) { return count > 0; });
  s.full = spells_of(trace, [&](std::uint32_t count) { return count >= trace.nodes; });
  return s;
}

HoldingStatistics holding_of(const LifeTrace& trace) {
  HoldingStatistics s = statistics_of(capacity_of(trace));
  s.asked_for_known = false;
  std::map<double, double> ends, starts;
  for (const Life& life : trace.lives) {
    ++starts[life.start];
    if (!life.censored) ++ends[life.end];
  }
  std::vector<double> losses, grants;
  for (const auto& [at, count] : ends) losses.push_back(count);
  for (const auto& [at, count] : starts) grants.push_back(count);
  count_changes(std::move(losses), std::move(grants), trace.horizon.value, s);
  return s;
}

LifeStatistics statistics_of(const LifeTrace& trace) {
  LifeStatistics s;
  s.lives = trace.lives.size();
  std::vector<double> ended;
  double held = 0;
  for (const Life& life : trace.lives) {
    held += life.end - life.start;
    if (life.censored) ++s.censored;
    else ended.push_back(life.end - life.start);
  }
  s.losses_per_hour_held = held > 0 ? static_cast<double>(ended.size()) / (held / seconds_per_hour) : 0;
  s.fit = fit_weibull(ended);
  s.ended = quantiles_of(std::move(ended));
  return s;
}

CapacityTrace capacity_of(const LifeTrace& trace) {
  std::map<double, int> changes;
  for (const Life& life : trace.lives) {
    ++changes[life.start];
    if (!life.censored) --changes[life.end];
  }
  CapacityTrace capacity;
  capacity.horizon = trace.horizon;
  if (changes.empty() || changes.begin()->first > 0) capacity.steps.push_back({0, 0});
  int held = 0;
  for (const auto& [at, change] : changes) {
    held += change;
    if (at >= trace.horizon.value) break;
    if (!capacity.steps.empty() && change == 0) continue;
    capacity.steps.push_back({at, static_cast<std::uint32_t>(held)});
    capacity.nodes = std::max(capacity.nodes, static_cast<std::uint32_t>(held));
  }
  return capacity;
}

} // namespace archipelago
