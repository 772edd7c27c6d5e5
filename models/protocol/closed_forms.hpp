// Closed forms of what failures, recoveries and synchronization cost: oracles for the engines, and the preview's parts.
//
// Failures (protocol section 2.4). A learner of rate lambda (failures per second) pauses once for D in any step of
// length s that has at least one failure; failures of one step are merged:
//   p = 1 - exp(-lambda s),   goodput g = s / (s + p D),   uptime of independent learners = 1 - prod(1 - g_m).
// With s = 10 s and D = 26 s (84 s without elasticity) this reproduces Table 1 of arXiv 2604.21428 to 1.5 points RMS.
//
// Recovery (protocol section 1.11), X = time of one model copy / step time, H = bound in syncer steps:
//   elastic data parallel is down for 3 X steps, decoupled for max(0, 4 X - H): ordinary traffic and three copies must
//   fit into H steps. Valid for X <= H and full-rate traffic.
//
// Checkpoint spacing (Young, Daly) is in failures/checkpoint_interval.hpp.
//
// Collectives that wait for everyone: over k steps learner m pauses Binomial(k, p_m) times, and the job waits for
// the worst of them, E max_m. Pauses of one learner never overlap; those of different learners do.
#pragma once

#include "models/failures/checkpoint_interval.hpp"
#include "models/units.hpp"

#include <optional>
#include <vector>

namespace archipelago {

double step_failure_probability(double failures_per_second, Seconds step);
double goodput_with_pauses(Seconds step, double failure_probability, Seconds pause);
double uptime_of_independent(const std::vector<double>& stepping_shares);

double elastic_recovery_steps(double copy_steps);
double decoupled_recovery_steps(double copy_steps, double sync_interval);

double expected_most_pauses(int steps, const std::vector<double>& failure_probabilities);

// Exposed time per round when a fragment's round takes `sync`, one is due every `period` steps and may stay out `overlap`
// steps: late by sync - hidden, which the floor(overlap / period) + 1 rounds that are out together share. Also, one pipe
// carries one round per period, and a syncer with a limit at most that many at once.
// `hidden`: overlap x step, and more with layer readiness (layer_readiness.hpp). Constant steps of equal learners.
struct RoundTiming {
  Seconds step, sync, hidden;
  Seconds pipe;                               // for which a round occupies the slowest link
  double period = 1;
  int overlap = 0;
  std::optional<int> in_flight_limit;
};
Seconds exposed_per_round(const RoundTiming& timing);

} // namespace archipelago
