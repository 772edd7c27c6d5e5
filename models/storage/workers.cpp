#include "models/storage/workers.hpp"

namespace archipelago {

Workers::Workers(std::int64_t count, const std::optional<LoaderService::Failures>& failures, Seconds cold_start, std::uint64_t seed,
                 std::string_view site)
    : count_(count), failures_(failures), cold_start_(cold_start.value), lives_(seed, entity_key(site), Purpose::worker_life),
      delays_(seed, entity_key(site), Purpose::worker_return), losses_(static_cast<std::size_t>(failures ? count : 0)) {
  for (std::uint32_t worker = 0; worker < losses_.size(); ++worker) changes_.push({cold_start_, worker, true});
  if (!failures_ && cold_start_ > 0) changes_.push({cold_start_, 0, true});
  if (!failures_ && cold_start_ <= 0) serving_ = count_;
  pass(0);
}

void Workers::pass(double now) {
  while (!changes_.empty() && changes_.top().at <= now) {
    const Change change = changes_.top();
    changes_.pop();
    if (!failures_) {                         // all at once, and for good
      serving_ = count_;
      continue;
    }
    const std::uint64_t index = static_cast<std::uint64_t>(losses_[change.worker]) << 32 | change.worker;
    serving_ += change.up ? 1 : -1;
    if (change.up) {
      changes_.push({change.at + failures_->lifetime.first_of(1, lives_.uniform(index)).value, change.worker, false});
    } else {
      ++lost_;
      ++losses_[change.worker];
      changes_.push({change.at + failures_->return_delay.first_of(1, delays_.uniform(index)).value + cold_start_, change.worker, true});
    }
  }
}

} // namespace archipelago
