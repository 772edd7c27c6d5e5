#include "models/protocol/syncer.hpp"

#include <algorithm>

namespace archipelago {

Syncer::Syncer(const Settings& settings, FragmentSchedule schedule)
    : settings_(settings), schedule_(std::move(schedule)), reports_(static_cast<std::size_t>(settings.learners)),
      member_(static_cast<std::size_t>(settings.learners)),
      travelling_(static_cast<std::size_t>(schedule_.sync_interval()) + 1),
      recovery_stamp_(static_cast<std::size_t>(settings.learners), -1) {}

void Syncer::report(std::size_t learner, Seconds now) {
  if (reports_[learner].empty()) {
    if (ready_ == 0) opened_ = std::max(opened_, now);
    ++ready_;
  }
  reports_[learner].push_back(now.value);
}

void Syncer::set_member(std::size_t learner, bool member) {
  if (static_cast<bool>(member_[learner]) == member) return;
  member_[learner] = member;
  members_ += member ? 1 : -1;
}

void Syncer::drop_reports(std::size_t learner) {
  if (!reports_[learner].empty()) --ready_;
  reports_[learner].clear();
  if (!quorum_reached()) { grace_until_.reset(); has_grace_ = false; }
}

Seconds Syncer::quorum_arrival(Seconds now) {
  if (settings_.quorum_is_members || forced_) return now;
  if (settings_.quorum == 1) {
    double first = now.value;
    for (const auto& reports : reports_)
      if (!reports.empty()) first = std::min(first, reports.front());
    return Seconds(first);
  }
  arrivals_.clear();
  for (const auto& reports : reports_)
    if (!reports.empty()) arrivals_.push_back(reports.front());
  const auto last = arrivals_.begin() + (settings_.quorum - 1);
  std::nth_element(arrivals_.begin(), last, arrivals_.end());
  return Seconds(*last);
}

bool Syncer::quorum_reached() const {
  if (ready_ == 0) return false;
  if (forced_) return true;
  if (!settings_.quorum_is_members) return ready_ >= settings_.quorum;
  for (std::size_t m = 0; m < member_.size(); ++m)
    if (member_[m] && reports_[m].empty()) return false;
  return true;
}

bool Syncer::blocked() const {
  const int fragment = due();
  if (fragment != FragmentSchedule::none &&
      (travelling_[static_cast<std::size_t>(fragment)] || in_flight_ >= settings_.in_flight_limit))
    return true;
  if (recoveries_ == 0) return false;
  return std::any_of(recovery_stamp_.begin(), recovery_stamp_.end(), [this](std::int64_t stamp) {
    return stamp >= 0 && step_ > stamp + schedule_.sync_interval();
  });
}

Syncer::Launch Syncer::launch(Seconds now, std::vector<std::uint32_t>& contributors) {
  Launch launched{step_, due(), opened_, has_grace_ ? quorum_at_ : now};
  contributors.clear();
  for (std::size_t m = 0; m < reports_.size(); ++m)
    if (!reports_[m].empty()) {
      contributors.push_back(static_cast<std::uint32_t>(m));
      reports_[m].pop_front();
      if (reports_[m].empty()) --ready_;
    }
  if (launched.fragment != FragmentSchedule::none) {
    travelling_[static_cast<std::size_t>(launched.fragment)] = true;
    ++in_flight_;
  }
  ++step_;
  opened_ = now;
  forced_ = has_grace_ = false;
  grace_until_.reset();
  return launched;
}

void Syncer::landed(int fragment) {
  travelling_[static_cast<std::size_t>(fragment)] = false;
  --in_flight_;
}

void Syncer::recovery_begins(std::size_t learner, std::int64_t stamp) {
  if (recovery_stamp_[learner] < 0) ++recoveries_;
  recovery_stamp_[learner] = stamp;
}

void Syncer::recovery_ends(std::size_t learner) {
  if (recovery_stamp_[learner] >= 0) --recoveries_;
  recovery_stamp_[learner] = -1;
}

} // namespace archipelago
