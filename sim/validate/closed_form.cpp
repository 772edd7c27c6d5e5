#include "sim/validate/closed_form.hpp"

#include "models/preview/preview.hpp"
#include "models/protocol/closed_forms.hpp"
#include "sim/validate/figure.hpp"

#include <algorithm>
#include <limits>
#include <set>

namespace archipelago {

namespace {

bool has_windows(const World& world) {
  return std::any_of(world.learners.begin(), world.learners.end(),
                     [](const Learner& learner) { return !learner.available.empty(); });
}

bool is_available(const Learner& learner, double at) {
  return learner.available.empty() ||
         std::any_of(learner.available.begin(), learner.available.end(),
                     [at](const Availability& window) { return window.from.value <= at && at < window.to.value; });
}

std::optional<double> recovery_steps(const World& world, double copy_steps) {
  if (world.protocol.name == ProtocolName::elastic_data_parallel) return elastic_recovery_steps(copy_steps);
  if (world.protocol.name == ProtocolName::decoupled_diloco)
    return decoupled_recovery_steps(copy_steps, world.protocol.sync_interval);
  return std::nullopt;
}

std::optional<double> time_with_returns(const World& world, double undisturbed) {
  if (world.network.links.empty()) return undisturbed;
  const auto slowest = std::min_element(world.network.links.begin(), world.network.links.end(),
                                        [](const Link& a, const Link& b) { return a.bandwidth < b.bandwidth; });
  const Seconds copy = Bytes(world.model.parameters * bytes_per_value(world.model.precision)) / slowest->bandwidth;
  double time = undisturbed;
  for (const Learner& learner : world.learners)
    for (const Availability& window : learner.available) {
      if (window.from.value <= 0 || window.from.value >= undisturbed) continue;
      const auto steps = recovery_steps(world, copy / learner.step_time.mean);
      if (!steps) return std::nullopt;
      time += *steps * learner.step_time.mean.value;
    }
  return time;
}

}   // namespace

Seconds time_to_tokens(const World& world, double tokens) {
  std::set<double> changes{0.0};
  for (const Learner& learner : world.learners)
    for (const Availability& window : learner.available) changes.insert({window.from.value, window.to.value});
  double done = 0;
  for (auto change = changes.begin(); change != changes.end(); ++change) {
    double rate = 0;
    for (const Learner& learner : world.learners)
      if (is_available(learner, *change)) rate += world.training.tokens_per_step / learner.step_time.mean.value;
    const double until = std::next(change) == changes.end() ? std::numeric_limits<double>::infinity() : *std::next(change);
    if (done + rate * (until - *change) >= tokens) return Seconds(*change + (tokens - done) / rate);
    done += rate * (until - *change);
  }
  return Seconds(std::numeric_limits<double>::infinity());
}

std::optional<double> figure_by_formula(const World& world, const std::string& figure) {
  const auto value = figure_in(preview(world), figure);
  if (!value || figure != "/horizon_s" || !has_windows(world)) return value;
  if (world.simulation.horizon.unit == Horizon::Unit::steps) return time_with_returns(world, *value);
  const bool independent = world.protocol.name == ProtocolName::decoupled_diloco;
  if (world.simulation.horizon.unit == Horizon::Unit::tokens && independent)
    return time_to_tokens(world, world.simulation.horizon.amount).value;
  return std::nullopt;
}

}   // namespace archipelago
