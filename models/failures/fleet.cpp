#include "models/failures/fleet.hpp"

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

void Fleet::draw_life(std::uint32_t slice, Seconds exposure) {
  if (!laws_) return;
  const std::uint64_t index = static_cast<std::uint64_t>(count_[slice]) << 32 | slice;
  const Seconds life = laws_->lifetime.first_of(static_cast<double>(slice_size_), lifetimes_.uniform(index));
  lives_.emplace(exposure.value + life.value, slice);
}

void Fleet::lose(std::uint32_t slice, Seconds until) {
  ++count_[slice];
  down_[slice] = true;
  --active_;
  returns_.emplace(until.value, slice);
}

Fleet::Loss Fleet::take_losses(Seconds exposure, Seconds now) {
  Loss loss;
  while (fails_before(exposure)) {
    const std::uint32_t slice = lives_.top().second;
    lives_.pop();
    if (down_[slice]) continue;               // lost by injection meanwhile; it gets a fresh life on its return
    const std::uint64_t index = static_cast<std::uint64_t>(count_[slice]) << 32 | slice;
    const Seconds delay = laws_->return_delay.first_of(1, delays_.uniform(index));
    loss.slices.push_back(slice);
    loss.delays.push_back(delay);
    lose(slice, now + delay);
  }
  return loss;
}

void Fleet::inject(const Loss& loss, Seconds now) {
  for (std::size_t i = 0; i < loss.slices.size(); ++i)
    if (!down_[loss.slices[i]]) lose(loss.slices[i], now + loss.delays[i]);
}

std::optional<Seconds> Fleet::next_return() const {
  if (returns_.empty()) return std::nullopt;
  return Seconds(returns_.top().first);
}

int Fleet::take_returns(Seconds now, Seconds exposure) {
  int back = 0;
  while (!returns_.empty() && returns_.top().first <= now.value) {
    const std::uint32_t slice = returns_.top().second;
    returns_.pop();
    down_[slice] = false;
    ++active_;
    ++back;
    draw_life(slice, exposure);
  }
  return back;
}

} // namespace archipelago
