#include "models/audit/interval_set.hpp"

#include <algorithm>

namespace archipelago {

namespace {

// Appends to spans in order of begin, joining what touches.
void append(Spans& spans, ProfileSpan next, ProfileTime gap = ProfileTime{0}) {
  if (!spans.empty() && next.begin <= spans.back().end + gap) spans.back().end = std::max(spans.back().end, next.end);
  else spans.push_back(next);
}

} // namespace

void IntervalSet::add(ProfileSpan span) {
  if (span.end <= span.begin) return;
  if (spans_.empty() || span.begin > spans_.back().end) {
    spans_.push_back(span);
  } else if (span.begin >= spans_.back().begin) {
    spans_.back().end = std::max(spans_.back().end, span.end);
  } else {
    spans_.push_back(span);
    tidy_now_ = false;
  }
  if (spans_.size() >= tidy_at_) {
    tidy();
    tidy_at_ = std::max<std::size_t>(65'536, std::min(2 * spans_.size(), most_ + most_ / 3));
  }
}

void IntervalSet::add(IntervalSet& other) {
  for (const ProfileSpan& span : other.spans()) add(span);
  resolution_ = std::max(resolution_, other.resolution_);
}

const std::vector<ProfileSpan>& IntervalSet::spans() {
  tidy();
  return spans_;
}

void IntervalSet::tidy() {
  if (!tidy_now_) std::sort(spans_.begin(), spans_.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  if (!tidy_now_) close_gaps(ProfileTime{0});
  tidy_now_ = true;
  if (spans_.size() > most_) forget_shortest();
}

// As many gaps as must go, the shortest first: what is lost of the time between intervals is as little as it can be.
void IntervalSet::forget_shortest() {
  std::vector<ProfileTime> gaps;
  gaps.reserve(spans_.size());
  for (std::size_t i = 1; i < spans_.size(); ++i) gaps.push_back(spans_[i].begin - spans_[i - 1].end);
  const auto last = gaps.begin() + static_cast<std::ptrdiff_t>(spans_.size() - most_ - 1);
  std::nth_element(gaps.begin(), last, gaps.end());
  resolution_ = std::max(resolution_, *last);
  close_gaps(*last);
}

void IntervalSet::close_gaps(ProfileTime up_to) {
  std::size_t last = 0;
  for (std::size_t i = 1; i < spans_.size(); ++i) {
    if (spans_[i].begin <= spans_[last].end + up_to) spans_[last].end = std::max(spans_[last].end, spans_[i].end);
    else spans_[++last] = spans_[i];
  }
  if (!spans_.empty()) spans_.resize(last + 1);
}

Spans union_of(const Spans& a, const Spans& b) {
  Spans all;
  all.reserve(a.size() + b.size());
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size())
    append(all, j == b.size() || (i < a.size() && a[i].begin <= b[j].begin) ? a[i++] : b[j++]);
  return all;
}

Spans without(const Spans& a, const Spans& b) {
  Spans left;
  std::size_t j = 0;
  for (ProfileSpan span : a) {
    while (j < b.size() && b[j].end <= span.begin) ++j;
    for (std::size_t k = j; k < b.size() && b[k].begin < span.end; ++k) {
      if (b[k].begin > span.begin) left.push_back({span.begin, b[k].begin});
      span.begin = std::max(span.begin, b[k].end);
    }
    if (span.begin < span.end) left.push_back(span);
  }
  return left;
}

ProfileTime measure(const Spans& spans) {
  ProfileTime total{0};
  for (const ProfileSpan& span : spans) total += span.length();
  return total;
}

std::vector<ProfileTime> measure_within(const Spans& spans, const Spans& windows) {
  std::vector<ProfileTime> inside(windows.size(), ProfileTime{0});
  std::size_t w = 0;
  for (const ProfileSpan& span : spans) {
    while (w < windows.size() && windows[w].end <= span.begin) ++w;
    for (std::size_t i = w; i < windows.size() && windows[i].begin < span.end; ++i)
      inside[i] += std::min(span.end, windows[i].end) - std::max(span.begin, windows[i].begin);
  }
  return inside;
}

} // namespace archipelago
