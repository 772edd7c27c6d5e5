#include "sim/fast/jumps.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {
constexpr std::int64_t longest_wait = 1024;   // beats
constexpr std::int64_t worth_a_jump = 3;      // periods
constexpr double margin = 1e-6;               // seconds before a barrier
} // namespace

bool Jumps::look() {
  const std::int64_t beats = replay_.beats();
  if (beats == seen_) return false;
  seen_ = beats;
  if (disturbed_) {
    disturbed_ = false;
    patience_ = replay_.schedule_steps();
    give_up(patience_);
  }
  if (wait_ > 0) {
    --wait_;
    return false;
  }
  if (!noted_ && !replay_.may_repeat()) {
    give_up(longest_wait);
    return false;
  }
  return true;
}

void Jumps::note() {
  replay_.note_cycle();
  noted_ = true;
  noted_beats_ = seen_;
  looks_left_ = 2 * replay_.cycle_steps() + 2;
}

void Jumps::give_up(std::int64_t wait) {
  if (noted_) replay_.forget_cycle();
  noted_ = false;
  wait_ = wait;
}

std::int64_t Jumps::periods() {
  if (!state_.repeats()) {
    if (--looks_left_ > 0) return 0;
    patience_ = std::min(2 * patience_, longest_wait);
    give_up(patience_);
    return 0;
  }
  // The beat is stated, the difference of two dates is rounded.
  const double beats = static_cast<double>(seen_ - noted_beats_) * replay_.beat().value;
  if (std::abs(beats - state_.period()) <= state_.tolerance()) state_.set_period(beats);
  const double times = std::min((state_.barrier() - margin - state_.now()) / state_.period(), state_.most_periods());
  if (times >= worth_a_jump && std::isfinite(times)) return static_cast<std::int64_t>(times);
  give_up(2 * replay_.cycle_steps());
  return 0;
}

void Jumps::repeated(std::int64_t times) {
  replay_.repeat_cycle(times, Seconds(state_.period()));
  noted_ = false;
  wait_ = 2 * replay_.cycle_steps();
  seen_ = replay_.beats();
  ++jumps_;
}

} // namespace archipelago
