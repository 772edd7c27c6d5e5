#include "models/failures/fleet.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace archipelago {

Fleet::Fleet(std::uint64_t seed, std::string_view learner, std::int64_t slices, std::int64_t slice_size, const Laws* laws)
    : slices_(slices), active_(slices), slice_size_(slice_size),
      lifetimes_(seed, entity_key(learner), Purpose::lifetime), delays_(seed, entity_key(learner), Purpose::return_delay),
      count_(static_cast<std::size_t>(slices)), down_(static_cast<std::size_t>(slices)) {
  if (!laws) return;
  laws_ = *laws;
  std::vector<Dated> storage;
  storage.reserve(static_cast<std::size_t>(slices));
  lives_ = Soonest(std::greater<>(), std::move(storage));
  for (std::int64_t slice = 0; slice < slices; ++slice) draw_life(static_cast<std::uint32_t>(slice), Seconds(0));
}

Fleet::Fleet(std::int64_t slices, SliceSchedule schedule)
    : Fleet(0, "", slices, 1, nullptr) {
  scheduled_ = true;
  schedule_ = std::move(schedule);
  until_.resize(static_cast<std::size_t>(slices), -1);
}

double Fleet::next_outage() const {
  return next_ < schedule_.outages.size() ? schedule_.outages[next_].start + round_ * schedule_.period : std::numeric_limits<double>::infinity();
}

Fleet::Loss Fleet::take_scheduled(Seconds wall, Seconds now) {
  Loss loss;
  while (next_outage() < wall.value) {
    const SliceOutage& outage = schedule_.outages[next_];
    const double end = outage.end + round_ * schedule_.period;
    if (!replaced_ || !down_[outage.slice]) { // a place that waits for a node has none to lose
      loss.slices.push_back(outage.slice);
      loss.delays.emplace_back(std::max(0.0, end - now.value));
      if (replaced_) lose(outage.slice, Seconds(std::numeric_limits<double>::infinity()));
    }
    if (++next_ == schedule_.outages.size() && schedule_.period > 0) {
      ++round_;
      const auto from_zero = [](const SliceOutage& each) { return each.start < 0; };
      next_ = static_cast<std::size_t>(std::partition_point(schedule_.outages.begin(), schedule_.outages.end(), from_zero) - schedule_.outages.begin());
    }
  }
  if (!replaced_) inject(loss, now);
  return loss;
}

void Fleet::draw_life(std::uint32_t slice, Seconds exposure) {
  if (!laws_) return;
  const std::uint64_t index = static_cast<std::uint64_t>(count_[slice]) << 32 | slice;
  const Seconds life = laws_->lifetime.first_of(static_cast<double>(slice_size_), lifetimes_.uniform(index));
  lives_.emplace(exposure.value + life.value, slice);
}

void Fleet::lose(std::uint32_t slice, Seconds until) {
  if (scheduled_) until_[slice] = std::max(until_[slice], until.value);
  ++count_[slice];
  down_[slice] = true;
  --active_;
  if (!replaced_ || !std::isinf(until.value)) returns_.emplace(until.value, slice);
}

void Fleet::bring_back(std::uint32_t slice, Seconds at) {
  if (scheduled_) until_[slice] = at.value;
  if (!std::isinf(at.value)) returns_.emplace(at.value, slice);
}

std::optional<Seconds> Fleet::next_loss() const {
  if (scheduled_) return std::isinf(next_outage()) ? std::nullopt : std::optional(Seconds(next_outage()));
  return lives_.empty() ? std::nullopt : std::optional(Seconds(lives_.top().first));
}

Fleet::Loss Fleet::take_losses(Seconds exposure, Seconds now, Seconds wall) {
  if (scheduled_) return take_scheduled(wall, now);
  Loss loss;
  while (fails_before(exposure, wall)) {
    const std::uint32_t slice = lives_.top().second;
    lives_.pop();
    if (down_[slice]) {                       // lost by injection meanwhile; it gets a fresh life on its return
      alive_.erase(slice);
      continue;
    }
    const std::uint64_t index = static_cast<std::uint64_t>(count_[slice]) << 32 | slice;
    const Seconds delay = laws_->return_delay.first_of(1, delays_.uniform(index));
    loss.slices.push_back(slice);
    loss.delays.push_back(delay);
    lose(slice, replaced_ ? Seconds(std::numeric_limits<double>::infinity()) : now + delay);
  }
  return loss;
}

void Fleet::inject(const Loss& loss, Seconds now) {
  for (std::size_t i = 0; i < loss.slices.size(); ++i) {
    const std::uint32_t slice = loss.slices[i];
    const Seconds until = now + loss.delays[i];
    if (!down_[slice]) {
      lose(slice, until);
    } else if (scheduled_ && until.value > until_[slice]) {
      until_[slice] = until.value;            // the earlier return is not one any more
      returns_.emplace(until.value, slice);
    }
  }
}

Fleet::Loss Fleet::strike(const std::vector<std::uint32_t>& slices, const std::vector<Seconds>& until, Seconds now) {
  Loss lost;
  for (std::size_t i = 0; i < slices.size(); ++i) {
    if (!down_[slices[i]]) {
      if (laws_) alive_.insert(slices[i]);
      lose(slices[i], until[i]);
      lost.slices.push_back(slices[i]);
      lost.delays.push_back(until[i] - now);
    } else if (replaced_ && std::isinf(until[i].value)) {
      continue;                               // its node is on its way
    } else if (!scheduled_) {
      ++held_[slices[i]];
      returns_.emplace(until[i].value, slices[i]);
    } else if (until[i].value > until_[slices[i]]) {
      until_[slices[i]] = until[i].value;
      returns_.emplace(until[i].value, slices[i]);
    }
  }
  return lost;
}

std::optional<Seconds> Fleet::next_return() const {
  if (returns_.empty()) return std::nullopt;
  return Seconds(returns_.top().first);
}

int Fleet::take_returns(Seconds now, Seconds exposure) {
  int back = 0;
  while (!returns_.empty() && returns_.top().first <= now.value) {
    const std::uint32_t slice = returns_.top().second;
    const double due = returns_.top().first;
    returns_.pop();
    if (scheduled_ && due < until_[slice]) continue;
    if (const auto held = held_.find(slice); held != held_.end()) {
      if (--held->second == 0) held_.erase(held);
      continue;
    }
    down_[slice] = false;
    ++active_;
    ++back;
    if (alive_.erase(slice) == 0) draw_life(slice, exposure);
  }
  return back;
}

} // namespace archipelago
