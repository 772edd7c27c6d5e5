// The constants of a job as numbers that a fit moves: what each means, what is expected of it, how far it may go.
#pragma once

#include "models/calibration/run_fit.hpp"

#include <vector>

namespace archipelago {

struct RunParameter {
  ConstantKind kind{};
  BytesPerSecond rate;                        // of a link efficiency
  double neutral = 0, scale = 1;              // what is expected, and how surely
  bool heavy = false;                         // the expectation yields to measurements far from it
  double low = 0, high = 1e9;
  double difference = 0.01;                   // for derivatives
  double longest = 1e9;                       // move of one iteration

  bool is_time() const { return kind == ConstantKind::sync_overhead || kind == ConstantKind::start_up; }
  // How well it is known: identified, or narrowed at least.
  bool identified(double value, double deviation) const;
  bool narrowed(double value, double deviation) const;
};

// Step, overhead, start-up, then a link efficiency for each rate, ascending.
std::vector<RunParameter> run_parameters(const std::vector<BytesPerSecond>& rates);

std::string rate_text(BytesPerSecond rate);   // "200 Mbps", "5 Gbps"
JobConstants to_constants(const std::vector<RunParameter>& parameters, const std::vector<double>& values);
Refusal refusal_of(const RunParameter& parameter, bool any_effect, const std::vector<RunParameter>& all);

} // namespace archipelago
