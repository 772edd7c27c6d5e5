#include "sim/cli/announcer.hpp"

#include "sim/study/records.hpp"

#include <fmt/format.h>

namespace archipelago {

Announcer::Announcer(const World& world, Progress& progress, bool marks, bool live) : world_(world), progress_(progress), marks_(marks), live_(live), times_(world.learners.size()) {}

void Announcer::learner_span(std::size_t learner, TimeClass what, Seconds from, Seconds to) {
  if (live_) times_[learner][static_cast<std::size_t>(what)] += (to - from).value;
}

void Announcer::round_decided(std::int64_t, Seconds quorum_wait, Seconds grace) {
  ++decided_;
  quorum_wait_ += quorum_wait.value;
  grace_ += grace.value;
}

void Announcer::round_span(std::int64_t, int, int contributors, Seconds, Seconds) {
  ++merged_;
  contributors_ += contributors;
}

void Announcer::mark(MarkKind kind, int learner, Seconds at, std::string_view detail) {
  if (!marks_) return;
  const std::string name = learner < 0 ? "" : world_.learners[static_cast<std::size_t>(learner)].name;
  progress_.record("mark", at, mark_fields(to_string(kind), name, detail));
}

void Announcer::progress(double share, Seconds simulated) {
  progress_.share(share, simulated);
  if (live_) tell_live(simulated);
}

void Announcer::tell_live(Seconds now) {
  std::string learners;
  for (auto& times : times_) {
    std::string classes;
    for (std::size_t c = 0; c < time_class_count; ++c)
      if (times[c] > 0) classes += fmt::format("{}\"{}\":{:.6g}", classes.empty() ? "" : ",", time_class_names[c], times[c]);
    learners += fmt::format("{}{{{}}}", learners.empty() ? "" : ",", classes);
    times.fill(0);
  }
  std::string fields = fmt::format("\"from\":{},\"learners\":[{}],\"merged\":{}", told_.value, learners, merged_);
  if (merged_ > 0) fields += fmt::format(",\"contributors\":{:.6g}", static_cast<double>(contributors_) / static_cast<double>(merged_));
  if (decided_ > 0) fields += fmt::format(",\"quorum_wait_s\":{:.6g},\"grace_s\":{:.6g}", quorum_wait_ / static_cast<double>(decided_), grace_ / static_cast<double>(decided_));
  progress_.record("live", now, fields);
  told_ = now;
  decided_ = merged_ = contributors_ = 0;
  quorum_wait_ = grace_ = 0;
}

} // namespace archipelago
