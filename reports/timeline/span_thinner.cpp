#include "reports/timeline/span_thinner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

std::vector<ClassSpan> SpanThinner::add(TimeClass what, Seconds from, Seconds to) {
  if (has_pending_ && pending_.what == what && pending_.to == from) {
    pending_.to = to;
    return {};
  }
  std::vector<ClassSpan> ready;
  if (has_pending_) {
    const bool new_window = window_.value <= 0 || std::floor(from / window_) > std::floor(from_ / window_);
    take(pending_);
    if (new_window) ready = close_window();
  }
  if (in_window_ == 0) from_ = from;
  pending_ = {what, from, to, {}};
  has_pending_ = true;
  return ready;
}

std::vector<ClassSpan> SpanThinner::last() {
  if (has_pending_) take(pending_);
  has_pending_ = false;
  return close_window();
}

void SpanThinner::take(const ClassSpan& span) {
  const Seconds length = span.to - span.from;
  shortest_ = in_window_ == 0 ? length : std::min(shortest_, length);
  longest_ = in_window_ == 0 ? length : std::max(longest_, length);
  to_ = span.to;
  time_[static_cast<std::size_t>(span.what)] += length.value;
  if (++in_window_ <= kept_per_window) held_.push_back(span);
}

ClassSpan SpanThinner::joined_span() const {
  const auto most = static_cast<std::size_t>(std::max_element(time_.begin(), time_.end()) - time_.begin());
  const double length = std::max((to_ - from_).value, 1e-12);
  std::string arguments =
      fmt::format(R"({{"slices":{},"shortest_s":{:.6g},"longest_s":{:.6g})", in_window_, shortest_.value, longest_.value);
  for (std::size_t i = 0; i < time_class_count; ++i)
    if (time_[i] > 0) arguments += fmt::format(R"(,"{}":{:.4f})", time_class_names[i], time_[i] / length);
  return {static_cast<TimeClass>(most), from_, to_, arguments + "}"};
}

std::vector<ClassSpan> SpanThinner::close_window() {
  std::vector<ClassSpan> ready = std::move(held_);
  if (in_window_ > kept_per_window) {
    ready = {joined_span()};
    joined_ += in_window_;
  }
  held_.clear();
  in_window_ = 0;
  time_ = {};
  return ready;
}

}   // namespace archipelago
