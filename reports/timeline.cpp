#include "reports/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

namespace {

enum Process { learners = 1, fragments, failures, links };

// Shares of the events that a trace may hold: learners half, rounds a quarter, failures and link rates an eighth each.
// A window's length follows from what it may keep.
Seconds window(const TimelineSetup& setup, std::size_t events, std::size_t tracks, std::size_t per_window) {
  const double windows = static_cast<double>(events) / static_cast<double>(std::max<std::size_t>(1, tracks * per_window));
  return Seconds(setup.horizon.value / std::max(1.0, windows));
}

std::size_t bins_per_direction(const TimelineSetup& setup) {
  constexpr std::size_t fine = 1024, coarse = 16;   // finer than a screen, and still a curve
  return std::clamp(setup.most_events / 8 / std::max<std::size_t>(1, 2 * setup.links.size()), coarse, fine);
}

}   // namespace

TimelineWriter::TimelineWriter(std::ostream& out, TimelineSetup setup)
    : setup_(std::move(setup)), events_(out),
      spans_(setup_.learners.size(),
             SpanThinner(window(setup_, setup_.most_events / 2, setup_.learners.size(), SpanThinner::kept_per_window))),
      rounds_(window(setup_, setup_.most_events / 4, 1, 2)),
      rates_(2 * setup_.links.size(), BinnedRate(setup_.horizon, bins_per_direction(setup_))),
      most_marks_(setup_.most_events / 8) {
  events_.name_process(learners, "learners");
  events_.name_process(fragments, "fragments in flight");
  events_.name_process(failures, "failures");
  events_.name_process(links, "links");
  for (std::size_t learner = 0; learner < setup_.learners.size(); ++learner)
    events_.name_track({learners, learner + 1}, setup_.learners[learner]);
  events_.name_track({failures, 1}, "failures");
}

void TimelineWriter::learner_span(std::size_t learner, TimeClass what, Seconds from, Seconds to) {
  for (const ClassSpan& span : spans_[learner].add(what, from, to))
    events_.slice({learners, learner + 1}, time_class_names[static_cast<std::size_t>(span.what)], span.from, span.to,
                  span.arguments);
}

void TimelineWriter::round_decided(std::int64_t round, Seconds quorum_wait, Seconds grace) { waits_[round] = {quorum_wait, grace}; }

void TimelineWriter::round_span(std::int64_t round, int fragment, int contributors, Seconds launched, Seconds back) {
  RoundSpan span{round, fragment, contributors, launched, back};
  if (const auto found = waits_.find(round); found != waits_.end()) {
    span.waits = found->second;
    waits_.erase(found);
  }
  for (const RoundSpan& ready : rounds_.add(span)) write_round(ready);
}

void TimelineWriter::write_round(const RoundSpan& round) {
  const std::size_t before = lanes_.count(), lane = lanes_.lane_for(round.launched, round.back);
  const Track track{fragments, lane + 1};
  if (lane == before) events_.name_track(track, fmt::format("lane {}", lane + 1));
  events_.slice(track, fmt::format("fragment {}", round.fragment), round.launched, round.back,
                fmt::format(R"({{"round":{},"contributors":{}{}}})", round.round, round.contributors,
                            round.waits ? fmt::format(R"(,"quorum_wait_s":{:.6g},"grace_s":{:.6g})", round.waits->quorum.value, round.waits->grace.value) : ""));
}

void TimelineWriter::mark(std::string_view kind, int learner, Seconds at, std::string_view detail) {
  if (++marks_ > most_marks_) return;
  const bool named = learner >= 0 && static_cast<std::size_t>(learner) < setup_.learners.size();
  const std::string_view who = named ? std::string_view(setup_.learners[static_cast<std::size_t>(learner)]) : detail;
  events_.instant({failures, 1}, who.empty() ? std::string(kind) : fmt::format("{} {}", kind, who), at,
                  detail.empty() ? std::string() : fmt::format(R"({{"detail":{}}})", json_text(detail)));
}

void TimelineWriter::link_span(std::size_t link, bool forward, double bytes, Seconds from, Seconds to) {
  rates_[2 * link + (forward ? 0 : 1)].add(Bytes(bytes), from, to);
}

void TimelineWriter::finish() {
  std::size_t joined = 0;
  for (std::size_t learner = 0; learner < spans_.size(); ++learner) {
    for (const ClassSpan& span : spans_[learner].last())
      events_.slice({learners, learner + 1}, time_class_names[static_cast<std::size_t>(span.what)], span.from, span.to,
                    span.arguments);
    joined += spans_[learner].joined();
  }
  for (const RoundSpan& ready : rounds_.last()) write_round(ready);
  for (std::size_t direction = 0; direction < rates_.size(); ++direction) {
    const BinnedRate& rate = rates_[direction];
    const std::string name = fmt::format("{} {}", setup_.links[direction / 2], direction % 2 == 0 ? "forward" : "backward");
    for (std::size_t bin = 0; bin < rate.used(); ++bin)
      events_.counter(links, name, "Gbps", static_cast<double>(bin) * rate.width(), to_bits(rate.rate(bin)).value / 1e9);
    if (rate.used() > 0) events_.counter(links, name, "Gbps", static_cast<double>(rate.used()) * rate.width(), 0);
  }
  const std::size_t marks_cut = marks_ - std::min(marks_, most_marks_);
  if (joined + rounds_.dropped() + marks_cut == 0)
    events_.close("every slice, round and mark is here; link rates are means of bins");
  else
    events_.close(
        fmt::format("thinned: {} learner slices joined by windows of time, {} rounds left out (the shortest and longest of "
                    "each window stay), {} marks left out at the end; link rates are means of bins",
                    joined, rounds_.dropped(), marks_cut));
}

}   // namespace archipelago
