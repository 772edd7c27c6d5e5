#include "models/audit/readers/open_events.hpp"

#include <algorithm>

namespace archipelago {

namespace {

constexpr std::size_t window_size = 100'000;
constexpr std::size_t most_open = 10'000;     // per track; a file without ends must not fill the memory

bool begins(const TraceEvent& event) { return event.phase == 'B' || event.phase == 'b'; }

std::string track_of(const TraceEvent& event) {
  const bool on_thread = event.phase == 'B' || event.phase == 'E';
  std::string track = std::to_string(event.process);
  track.append(on_thread ? "/" : "#").append(on_thread ? std::to_string(event.thread) : event.category).append("#").append(event.id);
  return track;
}

bool same_name(const TraceEvent& a, const TraceEvent& b) { return a.name.empty() || b.name.empty() || a.name == b.name; }

} // namespace

void OpenEvents::add(const TraceEvent& end, const Take& take) {
  if (!end.start) return;
  window_.push_back(end);
  if (window_.size() >= window_size) pair_first(window_size / 2, take);
}

void OpenEvents::finish(const Take& take) { pair_first(window_.size(), take); }

void OpenEvents::pair_first(std::size_t count, const Take& take) {
  // At one moment what ends comes before what begins; an event without length then finds its end waiting.
  std::stable_sort(window_.begin(), window_.end(), [](const TraceEvent& a, const TraceEvent& b) {
    return *a.start != *b.start ? *a.start < *b.start : begins(a) < begins(b);
  });
  for (std::size_t i = 0; i < count; ++i) pair(window_[i], take);
  window_.erase(window_.begin(), window_.begin() + static_cast<std::ptrdiff_t>(count));
}

void OpenEvents::pair(TraceEvent& end, const Take& take) {
  Ends& ends = tracks_[track_of(end)];
  std::vector<TraceEvent>& partners = begins(end) ? ends.ended : ends.begun;
  std::vector<TraceEvent>& own = begins(end) ? ends.begun : ends.ended;
  const auto found = std::find_if(partners.rbegin(), partners.rend(), [&](const TraceEvent& other) {
    return same_name(end, other) && (!begins(end) || *end.start <= *other.start);
  });
  if (found == partners.rend()) {
    if (own.size() < most_open) own.push_back(std::move(end));
    return;
  }
  TraceEvent whole = begins(end) ? end : *found;
  whole.duration = (begins(end) ? *found->start : *end.start) - *whole.start;
  whole.phase = 'X';
  partners.erase(std::next(found).base());
  take(whole);
}

std::size_t OpenEvents::unpaired() const {
  std::size_t count = window_.size();
  for (const auto& [track, ends] : tracks_) count += ends.begun.size() + ends.ended.size();
  return count;
}

} // namespace archipelago
