#include "models/calibration/run_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

namespace {

constexpr double known_share = 0.03, narrowed_share = 0.1;            // of an efficiency, standard deviation
constexpr double known_time = 0.5, narrowed_time = 0.8;               // of what is expected
constexpr double known_of_value = 0.3, narrowed_of_value = 0.6;

} // namespace

std::string rate_text(BytesPerSecond rate) {
  const double megabits = to_bits(rate).value / 1e6;
  return megabits < 1000 ? fmt::format("{:.4g} Mbps", megabits) : fmt::format("{:.4g} Gbps", megabits / 1000);
}

bool RunParameter::identified(double value, double deviation) const {
  return deviation <= (is_time() ? std::max(known_time * scale, known_of_value * value) : known_share);
}

bool RunParameter::narrowed(double value, double deviation) const {
  if (is_time() && !identified(value, deviation) && value < deviation) return false;   // no sign of it
  return deviation <= (is_time() ? std::max(narrowed_time * scale, narrowed_of_value * value) : narrowed_share);
}

std::vector<RunParameter> run_parameters(const std::vector<BytesPerSecond>& rates) {
  std::vector<RunParameter> parameters{
      {.kind = ConstantKind::step_efficiency, .rate = {}, .neutral = 1, .scale = 0.25, .low = 0.02, .high = 10, .longest = 0.3},
      {.kind = ConstantKind::sync_overhead, .rate = {}, .neutral = 0, .scale = 0.05, .heavy = true},
      {.kind = ConstantKind::start_up, .rate = {}, .neutral = expected_start_up.value, .scale = 0.5, .heavy = true, .difference = 0.05}};
  for (std::size_t k = 0; k < rates.size(); ++k) {
    const bool fastest_of_several = rates.size() > 1 && k + 1 == rates.size();
    parameters.push_back({.kind = ConstantKind::link_efficiency, .rate = rates[k], .neutral = 1, .scale = fastest_of_several ? 0.02 : 0.5,
                          .heavy = true, .low = 0.01, .high = 5, .longest = 0.3});
  }
  return parameters;
}

JobConstants to_constants(const std::vector<RunParameter>& parameters, const std::vector<double>& values) {
  JobConstants constants;
  for (std::size_t j = 0; j < parameters.size(); ++j) switch (parameters[j].kind) {
    case ConstantKind::step_efficiency: constants.step_efficiency = values[j]; break;
    case ConstantKind::sync_overhead: constants.sync_overhead = Seconds(values[j]); break;
    case ConstantKind::start_up: constants.start_up = Seconds(values[j]); break;
    case ConstantKind::link_efficiency: constants.link_efficiency.push_back({parameters[j].rate, values[j]}); break;
    }
  return constants;
}

Refusal refusal_of(const RunParameter& parameter, bool any_effect, const std::vector<RunParameter>& all) {
  switch (parameter.kind) {
  case ConstantKind::step_efficiency:
    return {"step_efficiency", any_effect ? "steps take too small a part of what was measured" : "no line depends on the time of a step",
            "learners.0.step_time_s.mean, or compute_utilization of a run that computes for a good part of its time"};
  case ConstantKind::sync_overhead: {
    BytesPerSecond fastest;
    for (const RunParameter& other : all) fastest = std::max(fastest, other.rate);
    return {"sync_overhead", any_effect ? "it cannot be told from what the links lose"
                                        : "no line depends on the time of a synchronization",
            fmt::format("syncer.sync_s.p50 of the same job over links several times faster{}, or of a much smaller model",
                        fastest.value > 0 ? " than " + rate_text(fastest) : "")};
  }
  case ConstantKind::start_up:
    return {"start_up", any_effect ? "it is too small a part of what was measured" : "no line counts a learner's first synchronization",
            "syncer.sync_s.max of a run without warm-up over fast links, together with its syncer.sync_s.p50"};
  case ConstantKind::link_efficiency:
    return {fmt::format("link_efficiency at {}", rate_text(parameter.rate)),
            any_effect ? "the lines leave it open" : "no line waits for a link of this rate",
            "syncer.sync_s.p50 of a run that such links hold up"};
  }
  return {};
}

} // namespace archipelago
