#include "models/failures/generators/spot_histories.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace archipelago {

void PooledHolding::add(const CapacityTrace& trace) {
  if (!trace.steps.empty()) {                 // none was held before the first row
    time_s += trace.steps.front().at;
    none_s += trace.steps.front().at;
  }
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    const CapacityStep& step = trace.steps[i];
    const double length = (i + 1 < trace.steps.size() ? trace.steps[i + 1].at : trace.horizon.value) - step.at;
    time_s += length;
    held_s += length * step.available;
    if (step.available == trace.nodes) full_s += length;
    if (step.available == 0) none_s += length;
    if (i == 0 || step.available >= trace.steps[i - 1].available) continue;
    const std::uint32_t taken = trace.steps[i - 1].available - step.available;
    lost += taken;
    ++losses;
    several += taken > 1;
  }
  if (!trace.steps.empty()) asked_s += trace.horizon.value * trace.nodes;
}

PooledHolding pooled(const CapacityTrace& trace) {
  PooledHolding holding;
  holding.add(trace);
  return holding;
}

std::uint32_t histories_like(const CapacityTrace& trace, double losses) {
  return static_cast<std::uint32_t>(std::ceil(std::max(1.0, losses / std::max(1.0, pooled(trace).losses))));
}

PooledHolding pooled_histories(const SpotGenerator& generate, const CapacityTrace& like, std::uint64_t seed, std::uint32_t histories) {
  PooledHolding holding;
  for (std::uint32_t i = 0; i < histories; ++i) {
    const std::string process = "history " + std::to_string(i);    // keys other draws of the same seed
    holding.add(generate({seed, like.nodes, like.horizon, process}));
  }
  return holding;
}

} // namespace archipelago
