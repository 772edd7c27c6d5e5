// When a run repeats itself, and how far it may be moved at once.
//
// Once per beat, a step of the first learner that is there, the state is compared with that of some beats ago (cycle_state.hpp). If it
// repeats, the run is moved over as many whole periods as end before anything else is due: the next loss, return, outage, checkpoint,
// arrival, end. Looking costs about as much as a step, so after a disturbance it waits a cycle, and longer each time in vain.
#pragma once

#include "sim/replay/cycle_state.hpp"
#include "sim/replay/replay.hpp"

#include <cstdint>

namespace archipelago {

// Kinds of events that cycles are made of; whatever else happens breaks one, and whatever else is due bounds the jump.
constexpr bool belongs_to_cycles(EventKind kind) {
  return kind == EventKind::flow_done || kind == EventKind::stage_done || kind == EventKind::step_end || kind == EventKind::report ||
         kind == EventKind::join_timeout || kind == EventKind::decide;
}

class Jumps {
public:
  explicit Jumps(Replay& replay) : replay_(replay) {}

  void disturb() { disturbed_ = true; }
  // After an instant has been played: where the run is now. `visit` visits all of the run's state, the driver's included.
  template <class Visit> double after(double now, Visit visit) {
    if (!look()) return now;
    if (!noted_) {
      state_.note(now);
      visit(state_);
      note();
      return now;
    }
    state_.compare(now);
    visit(state_);
    const std::int64_t times = periods();
    if (times == 0) return now;
    state_.move(times);
    visit(state_);
    repeated(times);
    return state_.now();
  }

  std::int64_t jumps() const { return jumps_; }

private:
  bool look();                                // is this a beat at which to look
  void note();
  std::int64_t periods();                     // to be jumped now; 0 where the state does not repeat (yet)
  void repeated(std::int64_t times);
  void give_up(std::int64_t wait);

  Replay& replay_;
  CycleState state_;
  bool noted_ = false, disturbed_ = true;
  std::int64_t seen_ = -1, noted_beats_ = 0;
  std::int64_t wait_ = 0, patience_ = 1, looks_left_ = 0;   // beats
  std::int64_t jumps_ = 0;
};

} // namespace archipelago
