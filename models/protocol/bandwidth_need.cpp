#include "models/protocol/bandwidth_need.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {
Seconds allowed_stall(Seconds step, double utilization) { return step * (1 / utilization - 1); }
} // namespace

BytesPerSecond bandwidth_for(const WholeModelSync& sync, double utilization) {
  const Seconds stall = allowed_stall(sync.step, utilization) * sync.interval;
  const Bytes moved = sync.volume * sync.ring_factor;
  return std::max(moved / (stall + sync.step * sync.hidden_share), moved / sync.layers / stall);
}

double utilization_at(const WholeModelSync& sync, BytesPerSecond bandwidth) {
  const Bytes moved = sync.volume * sync.ring_factor;
  const Seconds stall = std::max(moved / bandwidth - sync.step * sync.hidden_share, moved / sync.layers / bandwidth);
  const Seconds compute = sync.step * sync.interval;
  return compute / (compute + stall);
}

BytesPerSecond bandwidth_for(const FragmentSync& sync, double utilization) {
  const Seconds stall = allowed_stall(sync.step, utilization) * (sync.interval / sync.fragments);
  return sync.volume * (sync.ring_factor / sync.fragments) / (stall + sync.step * sync.hidden_steps);
}

double utilization_at(const FragmentSync& sync, BytesPerSecond bandwidth) {
  const Seconds round = sync.volume * (sync.ring_factor / sync.fragments) / bandwidth;
  const Seconds stall = std::max(Seconds(0), round - sync.step * sync.hidden_steps);
  const Seconds compute = sync.step * (sync.interval / sync.fragments);
  return compute / (compute + stall);
}

BitsPerSecond round_up_to_grid(BitsPerSecond needed) {
  constexpr double lowest = 0.1e9, decades = 4, intervals = 49;
  const double place = std::ceil(std::log10(needed.value / lowest) / decades * intervals - 1e-9);
  return BitsPerSecond(lowest * std::pow(10.0, decades * std::clamp(place, 0.0, intervals) / intervals));
}

} // namespace archipelago
