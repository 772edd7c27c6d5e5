#include "models/failures/holding.hpp"

#include "models/failures/traces/time_weighted.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <queue>

namespace archipelago {

namespace {

// One that was not seen to end is held until the trace ends.
double end_of(const Life& life, const LifeTrace& trace) { return life.censored ? trace.horizon.value : life.end; }

double horizon_of(const Trace& trace) { return trace.capacity() ? trace.capacity()->horizon.value : trace.lives()->horizon.value; }

// When each instance, by number, is held. A life takes the lowest number that is free; what is reclaimed first is the highest.
std::vector<std::vector<TimeSpan>> held_spans(const Trace& trace) {
  std::vector<std::vector<TimeSpan>> held(instances_of(trace));
  if (const CapacityTrace* capacity = trace.capacity()) {
    for (std::size_t k = 0; k < capacity->steps.size(); ++k) {
      const double from = capacity->steps[k].at, to = k + 1 < capacity->steps.size() ? capacity->steps[k + 1].at : capacity->horizon.value;
      for (std::uint32_t i = 0; i < capacity->steps[k].available; ++i) {
        if (!held[i].empty() && held[i].back().second == from) held[i].back().second = to;
        else held[i].emplace_back(from, to);
      }
    }
    return held;
  }
  using Ending = std::pair<double, std::uint32_t>;
  std::priority_queue<Ending, std::vector<Ending>, std::greater<>> endings;
  std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> free;
  for (std::uint32_t i = 0; i < held.size(); ++i) free.push(i);
  for (const Life& life : trace.lives()->lives) {
    while (!endings.empty() && endings.top().first <= life.start) {
      free.push(endings.top().second);
      endings.pop();
    }
    const double end = end_of(life, *trace.lives());
    if (free.empty() || end <= life.start) continue;
    held[free.top()].emplace_back(life.start, end);
    endings.emplace(end, free.top());
    free.pop();
  }
  return held;
}

// Of the slices of one learner: when each is held, from spans of the trace's instances. Spans that touch are two lives.
std::vector<std::vector<TimeSpan>> spans_of_slices(const Trace& trace, const HoldingWish& wish) {
  const auto instances = held_spans(trace);
  std::vector<std::vector<TimeSpan>> slices(static_cast<std::size_t>(wish.slices));
  if (wish.map == HoldingMap::same) {
    for (std::size_t s = 0; s < slices.size(); ++s)
      if (const std::size_t i = s + static_cast<std::size_t>(wish.first_instance); i < instances.size()) slices[s] = instances[i];
    return slices;
  }
  // Slice s is held while more than s / slices of the instances are: while instance number ceil((s + 1) / slices x instances) is.
  std::map<double, std::int64_t> changes;
  for (const auto& spans : instances)
    for (const auto& [from, to] : spans) ++changes[from], --changes[to];
  std::int64_t count = 0, before = 0;
  for (const auto& [at, change] : changes) {
    count += change;
    const std::int64_t now = wish.slices * count / static_cast<std::int64_t>(instances.size());
    for (std::int64_t s = before; s < now; ++s) slices[static_cast<std::size_t>(s)].emplace_back(at, horizon_of(trace));
    for (std::int64_t s = now; s < before; ++s) slices[static_cast<std::size_t>(s)].back().second = at;
    before = now;
  }
  return slices;
}

// Below `least` nothing is held.
void give_back(std::vector<std::vector<TimeSpan>>& slices, std::int64_t least, double horizon) {
  std::map<double, std::int64_t> changes;
  for (const auto& spans : slices)
    for (const auto& [from, to] : spans) ++changes[from], --changes[to];
  std::vector<TimeSpan> enough;
  std::int64_t count = 0;
  for (const auto& [at, change] : changes) {
    const bool before = count >= least;
    count += change;
    if (!before && count >= least) enough.emplace_back(at, horizon);
    if (before && count < least) enough.back().second = at;
  }
  for (auto& spans : slices) {
    std::vector<TimeSpan> kept;
    for (const auto& [from, to] : spans)
      for (const auto& [open, close] : enough)
        if (const double a = std::max(from, open), b = std::min(to, close); a < b) kept.emplace_back(a, b);
    spans = std::move(kept);
  }
}

} // namespace

std::uint32_t instances_of(const Trace& trace) {
  if (trace.capacity()) return trace.capacity()->nodes;
  std::vector<TimeSpan> lives;
  for (const Life& life : trace.lives()->lives) lives.emplace_back(life.start, end_of(life, *trace.lives()));
  return open_at_once(lives, horizon_of(trace)).max();
}

std::shared_ptr<const Holding> holding_of(const Trace& trace, const HoldingWish& wish) {
  const double horizon = horizon_of(trace), shift = std::fmod(wish.offset.value + wish.shift * horizon, horizon);
  auto slices = spans_of_slices(trace, wish);
  give_back(slices, wish.least, horizon);
  auto holding = std::make_shared<Holding>();
  holding->notice = wish.notice;
  holding->gone.period = horizon;
  double held = 0;
  for (std::uint32_t s = 0; s < slices.size(); ++s) {
    const auto& spans = slices[s];
    for (const auto& [from, to] : spans) held += to - from;
    // From each end to the next begin, across the trace's end. One that is under way when the run begins stands there too, once.
    for (std::size_t k = 0; k < spans.size(); ++k) {
      const double from = spans[k].second, to = k + 1 < spans.size() ? spans[k + 1].first : spans.front().first + horizon;
      if (to == from && from == horizon) continue;   // held on from the last row into the first
      const double start = std::fmod(from - shift + 2 * horizon, horizon), end = start + to - from;
      holding->gone.outages.push_back({start, end, s});
      if (end > horizon) holding->gone.outages.push_back({start - horizon, end - horizon, s});
    }
    if (spans.empty()) holding->gone.outages.push_back({-1, std::numeric_limits<double>::infinity(), s});
  }
  if (held <= 0) return nullptr;
  holding->mean_held = held / (horizon * static_cast<double>(wish.slices));
  auto& outages = holding->gone.outages;
  std::sort(outages.begin(), outages.end(), [](const SliceOutage& a, const SliceOutage& b) { return a.start != b.start ? a.start < b.start : a.slice < b.slice; });
  return holding;
}

} // namespace archipelago
