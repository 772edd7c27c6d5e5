#include "sim/replay/account.hpp"

#include <algorithm>

namespace archipelago {

void Account::settle_step(std::size_t learner, double share, Seconds to) {
  auto& entry = learners_[learner];
  const double settled = entry.settled;
  settle(learner, TimeClass::compute, to);
  if (share >= entry.held || to.value <= settled) return;
  const double counted = to.value - std::max(settled, counted_from_);
  if (counted <= 0) return;
  entry.seconds[static_cast<std::size_t>(TimeClass::compute)] -= counted * (entry.held - share);
  entry.seconds[static_cast<std::size_t>(TimeClass::degraded)] += counted * (entry.held - share);
}

void Account::move(std::size_t learner, TimeClass from, TimeClass to, Seconds amount) {
  auto& seconds = learners_[learner].seconds;
  const double moved = std::min(amount.value, seconds[static_cast<std::size_t>(from)]);
  seconds[static_cast<std::size_t>(from)] -= moved;
  seconds[static_cast<std::size_t>(to)] += moved;
}

void Account::set_up(std::size_t learner, bool up, Seconds now) {
  auto& entry = learners_[learner];
  if (entry.up == up) return;
  entry.up = up;
  if (up && up_++ == 0) up_since_ = now.value;
  if (!up && --up_ == 0) uptime_ += std::max(0.0, now.value - std::max(up_since_, counted_from_));
}

void Account::start_counting(Seconds now) {
  counted_from_ = now.value;
  uptime_ = 0;
  for (auto& entry : learners_) {
    entry.seconds.fill(0.0);
    entry.not_held = 0;
  }
}

void Account::close(Seconds now) {
  if (up_ > 0) uptime_ += std::max(0.0, now.value - std::max(up_since_, counted_from_));
  up_ = 0;
}

} // namespace archipelago
