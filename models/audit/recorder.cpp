#include "models/audit/recorder.hpp"

#include "models/audit/periodicity.hpp"
#include "models/audit/step_name.hpp"

#include <algorithm>

namespace archipelago {

namespace {

constexpr std::size_t most_starts = 4096;     // a name seen more often than this does not come once a step
constexpr std::size_t most_start_names = 20'000;
constexpr std::size_t shown_kernels = 20;

IntervalSet& set_of(UseSets& sets, TimeUse use) { return sets[static_cast<std::size_t>(use)]; }

void note_start(std::unordered_map<std::string, std::vector<ProfileTime>>& starts, const ProfileEvent& event) {
  const auto found = starts.find(std::string(event.name));
  if (found == starts.end()) {
    if (starts.size() < most_start_names) starts[std::string(event.name)].push_back(event.span.begin);
  } else if (found->second.size() < most_starts) {
    found->second.push_back(event.span.begin);
  }
}

void widen(ProfileSpan& whole, ProfileSpan span) {
  whole.begin = std::min(whole.begin, span.begin);
  whole.end = std::max(whole.end, span.end);
}

} // namespace

void ProfileRecorder::on_event(const ProfileEvent& event) {
  Track& track = event.rank ? ranks_[*event.rank] : shared_;
  if (event.lane != Lane::device && take_mark(track, event)) return;
  if (event.lane == Lane::device) take_device(track, event);
  else take_host(track, event);
}

bool ProfileRecorder::take_mark(Track& track, const ProfileEvent& event) {
  const auto step = step_name(event.name);
  if (!step) return false;
  const std::string_view kind = event.name.substr(0, event.name.find_last_not_of("0123456789") + 1);
  auto found = track.marks.find(kind);
  if (found == track.marks.end()) found = track.marks.emplace(kind, std::vector<Mark>()).first;
  found->second.push_back({step->number, event.span});
  return true;
}

void ProfileRecorder::take_device(Track& track, const ProfileEvent& event) {
  const Activity activity = classify_(Lane::device, event.category, event.name);
  if (activity == Activity::ignored) return;
  track.has_device = true;
  widen(track.whole, event.span);
  set_of(track.uses, time_use_of(activity)).add(event.span);
  track.kernels.on_kernel(activity, event);
  note_start(track.starts, event);
}

void ProfileRecorder::take_host(Track& track, const ProfileEvent& event) {
  const Activity activity = classify_(event.lane, event.category, event.name);
  if (activity == Activity::ignored) return;
  widen(track.whole, event.span);
  set_of(track.uses, time_use_of(activity)).add(event.span);
  // PyTorch's loader says so by its name; of others it is not known.
  if (activity == Activity::data_loading && event.name.find("SingleProcess") != std::string_view::npos) track.loads_in_step = true;
  if (event.operation && event.flops) track.kernels.on_operator(*event.operation, *event.flops);
  const bool host_may_be_all = !track.has_device && (event.rank || ranks_.empty());
  if (activity == Activity::host && host_may_be_all && is_compute(classify_(Lane::device, event.category, event.name))) {
    track.host_work.add(event.span);
    note_start(track.starts, event);
  }
}

// Steps may hold micro-batches and be held by epochs: the kind of mark that covers most time wins, the rarer one among near equals.
std::vector<ProfileRecorder::Mark> ProfileRecorder::best_marks(const Track& track) {
  constexpr double near = 0.98;
  const std::vector<Mark>* best = nullptr;
  double best_cover = 0;
  for (const auto& [kind, marks] : track.marks) {
    IntervalSet covered;
    for (const Mark& mark : marks) covered.add(mark.span);
    const double cover = seconds_of(measure(covered.spans()));
    if (best && (cover < near * best_cover || (cover * near <= best_cover && marks.size() >= best->size()))) continue;
    best = &marks;
    best_cover = cover;
  }
  if (!best) return {};
  std::vector<Mark> marks = *best;
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
  std::vector<Mark> apart;
  for (Mark mark : marks) {   // the same step marked by several threads overlaps itself
    if (!apart.empty() && mark.number && apart.back().number == mark.number) { apart.back().span.end = std::max(apart.back().span.end, mark.span.end); continue; }
    if (!apart.empty()) mark.span.begin = std::max(mark.span.begin, apart.back().span.end);
    if (mark.span.begin < mark.span.end) apart.push_back(mark);
  }
  return apart;
}

RankAccount ProfileRecorder::close(Track& track) {
  RankAccount account;
  account.has_device = track.has_device;
  account.loads_in_step = track.loads_in_step;
  if (!track.has_device) set_of(track.uses, TimeUse::compute).add(track.host_work);

  std::vector<Mark> marks = best_marks(track);
  account.steps_from = StepSource::marked;
  if (marks.empty()) {
    account.steps_from = StepSource::rhythm;
    std::vector<std::vector<ProfileTime>> starts;
    for (auto& [name, times] : track.starts) if (times.size() < most_starts) starts.push_back(std::move(times));
    for (const ProfileSpan& step : find_periodic_steps(std::move(starts), track.whole)) marks.push_back({std::nullopt, step});
  }
  Spans windows;
  std::vector<const Mark*> step_of;           // of each window; null between steps
  for (const Mark& mark : marks) {
    if (!windows.empty() && windows.back().end < mark.span.begin) {
      windows.push_back({windows.back().end, mark.span.begin});
      step_of.push_back(nullptr);
    }
    windows.push_back(mark.span);
    step_of.push_back(&mark);
  }
  if (windows.empty() && track.whole.begin < track.whole.end) {
    account.steps_from = StepSource::none;
    windows.push_back(track.whole);
    step_of.push_back(nullptr);
  }
  const std::vector<UseTimes> times = partition(track.uses, windows);
  const std::vector<ProfileTime> communicating = measure_within(set_of(track.uses, TimeUse::communication).spans(), windows);
  for (std::size_t w = 0; w < windows.size(); ++w) {
    const Seconds communication(seconds_of(communicating[w]));
    account.communication += communication;
    account.observed += Seconds(seconds_of(windows[w].length()));
    for (std::size_t use = 0; use < time_use_count; ++use) account.times[use] += times[w][use];
    if (step_of[w]) account.steps.push_back({step_of[w]->number, Seconds(seconds_of(windows[w].length())), times[w], communication});
  }
  for (const IntervalSet& set : track.uses) account.resolution = std::max(account.resolution, Seconds(seconds_of(set.resolution())));
  account.kernels = track.kernels.by_class();
  account.longest = track.kernels.longest(shown_kernels);
  account.longest_unmatched = track.kernels.longest_unmatched(shown_kernels);
  return account;
}

std::vector<RankAccount> ProfileRecorder::finish(const ProfileFacts& facts, std::int64_t fallback_rank) {
  if (ranks_.empty()) {
    if (shared_.whole.begin >= shared_.whole.end) return {};
    ranks_.emplace(0, std::move(shared_));
    shared_ = Track();
  }
  const bool single = ranks_.size() == 1;
  std::vector<RankAccount> accounts;
  for (auto& [rank, track] : ranks_) {
    for (std::size_t use = 0; use < recorded_use_count; ++use) track.uses[use].add(shared_.uses[use]);
    for (const auto& [kind, marks] : shared_.marks) track.marks[kind].insert(track.marks[kind].end(), marks.begin(), marks.end());
    track.loads_in_step = track.loads_in_step || shared_.loads_in_step;
    if (shared_.whole.begin < shared_.whole.end) widen(track.whole, shared_.whole);
    track.kernels.add_operators(shared_.kernels);
    accounts.push_back(close(track));
    accounts.back().rank = single ? facts.rank.value_or(fallback_rank) : rank;
    track = Track();
  }
  return accounts;
}

} // namespace archipelago
