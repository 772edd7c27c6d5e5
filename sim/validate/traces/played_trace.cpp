#include "sim/validate/traces/played_trace.hpp"

#include "models/failures/fleet.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace archipelago {

PlayedTrace play_fleet(const std::shared_ptr<const OutageTrace>& trace) {
  const std::int64_t slice = std::max(1U, trace->accelerators_per_node);
  Fleet fleet(trace->nodes, observed_schedules({trace, "", MapKind::same, Seconds(0)}, {{trace->nodes * slice, slice}}, 1)[0]);
  const double horizon = trace->horizon.value;
  std::set<double> dates{0, horizon};
  for (const NodeOutage& outage : trace->outages) dates.insert({outage.start, std::min(outage.end, horizon)});
  PlayedTrace played;
  for (auto at = dates.begin(); *at < horizon; ++at) {
    const Seconds now(*at);
    fleet.take_returns(now, Seconds(0));
    played.events += fleet.take_losses(Seconds(0), now, Seconds(std::nextafter(*at, 1e300))).slices.size();
    fleet.take_returns(now, Seconds(0));                           // those of zero length
    played.down.add(static_cast<std::uint32_t>(fleet.slices() - fleet.active()), *std::next(at) - *at);
  }
  return played;
}

World world_of(const std::shared_ptr<const OutageTrace>& trace, Seconds step) {
  World world;
  world.name = "trace";
  world.model.parameters = 1e9;
  world.training.tokens_per_step = 1;
  world.sites.emplace_back().name = "site";
  Learner& learner = world.learners.emplace_back();
  learner.name = "learner";
  learner.slice_size = std::max(1U, trace->accelerators_per_node);
  learner.accelerators = trace->nodes * learner.slice_size;
  const double steps = std::max(1.0, std::round(trace->horizon.value / step.value));
  learner.step_time.mean = Seconds(trace->horizon.value / steps);
  learner.step_time.source = "given";
  world.protocol.grace.reset();
  Failures failures;
  failures.lifetime = failures.return_delay = Law{Law::Kind::exponential, Seconds(1e12)};
  failures.observed = ObservedFailures{trace, "trace", MapKind::same, Seconds(0)};
  world.failures = failures;
  world.failures_known = Known::given;
  // The last step begins before and ends with the trace, so that no loss of a second round is met.
  world.simulation.horizon = {Horizon::Unit::time, trace->horizon.value - 0.5 * learner.step_time.mean.value};
  return world;
}

} // namespace archipelago
