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

namespace {

constexpr double before_it_begins_anew = 1e-3;   // s: at its end a trace begins anew, which may take what was held

// One learner of so many slices; about `step` a step, a whole number of them in the horizon.
World world_of_one(std::int64_t slices, std::int64_t slice_size, Seconds horizon, Seconds step) {
  World world;
  world.name = "trace";
  world.model.parameters = 1e9;
  world.training.tokens_per_step = 1;
  world.sites.emplace_back().name = "site";
  Learner& learner = world.learners.emplace_back();
  learner.name = "learner";
  learner.slice_size = slice_size;
  learner.accelerators = slices * slice_size;
  learner.step_time.mean = horizon / std::max(1.0, std::round(horizon.value / step.value));
  learner.step_time.source = "given";
  world.protocol.grace.reset();
  world.simulation.horizon = {Horizon::Unit::time, horizon.value};
  return world;
}

} // namespace

World world_of(const std::shared_ptr<const OutageTrace>& trace, Seconds step) {
  World world = world_of_one(trace->nodes, std::max(1U, trace->accelerators_per_node), trace->horizon, step);
  Failures failures;
  failures.lifetime = failures.return_delay = Law{Law::Kind::exponential, Seconds(1e12)};
  failures.observed = ObservedFailures{trace, "trace", MapKind::same, Seconds(0)};
  world.failures = failures;
  world.failures_known = Known::given;
  // The last step begins before and ends with the trace, so that no loss of a second round is met.
  world.simulation.horizon.amount -= 0.5 * world.learners.front().step_time.mean.value;
  return world;
}

World world_of_market(const Trace& trace, Seconds step) {
  const std::uint32_t instances = instances_of(trace);
  World world = world_of_one(instances, 1, trace.capacity() ? trace.capacity()->horizon : trace.lives()->horizon, step);
  HoldingWish wish;
  wish.map = HoldingMap::same;
  wish.slices = instances;
  world.learners.front().holding = holding_of(trace, wish);
  world.simulation.horizon.amount -= before_it_begins_anew;
  return world;
}

std::size_t joins_in(const Holding& holding) {
  return static_cast<std::size_t>(std::count_if(holding.gone.outages.begin(), holding.gone.outages.end(),
                                                [&](const SliceOutage& gone) { return gone.end > 0 && gone.end < holding.gone.period; }));
}

World world_of_site(const std::shared_ptr<const OutageTrace>& trace, Seconds step) {
  World world = world_of_one(1, 1, trace->horizon, step);
  OutagePlan plan;
  plan.name = "site site";
  plan.observed = OutagePlan::Observed{trace, "trace", 0, Seconds(0)};
  world.outages.push_back(plan);
  world.simulation.horizon.amount -= before_it_begins_anew;
  return world;
}

} // namespace archipelago
