#include "models/protocol/closed_forms.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

double step_failure_probability(double failures_per_second, Seconds step) {
  return -std::expm1(-failures_per_second * step.value);
}

double goodput_with_pauses(Seconds step, double failure_probability, Seconds pause) {
  return step / (step + pause * failure_probability);
}

double uptime_of_independent(const std::vector<double>& stepping_shares) {
  double nobody = 1;
  for (double share : stepping_shares) nobody *= 1 - share;
  return 1 - nobody;
}

double elastic_recovery_steps(double copy_steps) { return 3 * copy_steps; }

double decoupled_recovery_steps(double copy_steps, double sync_interval) { return std::max(0.0, 4 * copy_steps - sync_interval); }

double expected_most_pauses(int steps, const std::vector<double>& failure_probabilities) {
  // E max = sum over j of P(max > j) = sum over j of 1 - prod_m F_m(j), with binomial F_m built up term by term.
  struct Binomial { double odds, term, cumulated; };
  std::vector<Binomial> learners;
  double certain = 0;
  for (double p : failure_probabilities) {
    if (p >= 1) certain = steps;
    else learners.push_back({p / (1 - p), std::pow(1 - p, steps), 0});
  }
  if (certain > 0) return certain;
  double expected = 0;
  for (int j = 0; j < steps; ++j) {
    double all_within = 1;
    for (Binomial& learner : learners) {
      learner.cumulated += learner.term;
      learner.term *= learner.odds * (steps - j) / (j + 1);
      all_within *= std::min(learner.cumulated, 1.0);
    }
    expected += 1 - all_within;
    if (1 - all_within < 1e-15) break;
  }
  return expected;
}

Seconds exposed_per_round(const RoundTiming& timing) {
  const double out_together = std::floor(timing.overlap / timing.period) + 1;
  const Seconds late = (timing.sync - timing.hidden) / out_together;
  const Seconds turn = timing.in_flight_limit ? std::max(timing.pipe, timing.sync / *timing.in_flight_limit) : timing.pipe;
  return std::max({Seconds(0), late, turn - timing.step * timing.period});
}

} // namespace archipelago
