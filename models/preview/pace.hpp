// How fast learners may go: the barrier of a collective, and the stalls of synchronization.
//
//   barrier   expected time of the slowest of independent learners over n steps: n x the largest mean when steps are constant,
//             else the integral of 1 - prod F_m with normal sums (central limit; exact for normal steps)
//   window    over how many steps a barrier evens noise out. A learner may run ahead by the slack B = tau x step - sync; random
//             walks of deviation d per step use it up in (B/d)^2 steps (exact engine: within 1 point at cv 0.1)
//   quorum    rounds at rate r take K reports each: K r = sum_m min(1/step_m, r). Learners faster than r wait
//   stall     per fragment by exposed_per_round, with the readiness rule of the protocol; layer by layer the pieces go
//             through a pipe and the step that needs them waits for the worst one (layer_readiness.hpp)
#pragma once

#include "models/preview/traffic.hpp"
#include "models/world.hpp"

namespace archipelago {

Seconds barrier(const std::vector<Learner>& learners, double steps);

// Steps between two rounds in which everyone must meet, when a round takes `sync`: at least `between`.
double barrier_window(const World& world, Seconds sync, double between);

// Time per step of the fastest learner that a quorum of K lets go on.
Seconds quorum_pace(const std::vector<Learner>& learners, std::size_t quorum);

struct Synchronization {
  Seconds sync;                               // mean over the fragments, launch to merged fragment back, queueing included
  Seconds longest;
  Seconds pipe;                               // mean time for which a round keeps the busiest link
  Seconds stall_per_step;
  double wire_bytes_per_step = 0;             // of all fragments, on the wire, at one per period
};

// `pace`: time per step of the learners that take part in every round.
Synchronization synchronization(const World& world, const Traffic& traffic, Seconds pace);

} // namespace archipelago
