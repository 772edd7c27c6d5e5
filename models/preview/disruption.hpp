// What failures take from a learner, per second of its step time.
//
// Failures strike in step time (a pause ages nobody). Of S slices with mean life a, in steps of length s: at least one is lost in
// a step with p = 1 - exp(-S s/a), and the learner pauses once for detection and downscale; as many steps see returns
// and pause for the upscale (protocol section 2.4, with T_down and T_up apart). A slice is away for its return delay and
// on average half a step more, until the next step begins: q = away / (life + away) of the slices are missing at a time.
// With probability q^S nobody is left: the learner is offline until the first is back, then starts and receives 3 model copies.
//
// A job that stops as one (data parallel) waits for the last of the slices lost in a step, restarts, and loses the work
// since its last checkpoint: of an interval L at rate r the share L r / (exp(L r) - 1) survives (Daly 2006).
// Slices are independent and fail at their long-run mean rate (no infant mortality at the start); valid while pauses are short
// against the mean time between losses of one slice.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"

#include <cstddef>

namespace archipelago {

struct Disruption {
  double missing = 0;                         // share of the slices away while stepping
  double loss_probability = 0;                // in one step
  double losses = 0;                          // slices lost per second of step time
  double kept = 1;                            // share of the computed steps that is not rolled back
  TimeShares pauses{};                        // seconds per second of step time

  double paused() const;                      // sum of the pauses
};

struct RecoveryCost { Seconds transfer; bool peer = true; };   // without a peer: restart instead of a transfer

// `wall_per_step_second`: how long a second of step time lasts with its stalls and waits, for what runs on the wall clock
// (return delays, checkpoint intervals); the pauses found here are added to it.
Disruption learner_disruption(const World& world, std::size_t learner, double wall_per_step_second, RecoveryCost recovery);

// All learners as one job in steps of length `step`; elastic jobs go on without what is lost.
Disruption job_disruption(const World& world, Seconds step, double wall_per_step_second, Seconds transfer);

} // namespace archipelago
