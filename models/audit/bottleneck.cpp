#include "models/audit/bottleneck.hpp"

namespace archipelago {

namespace {

std::optional<Activity> longest_class(const ClassTotals& kernels, TimeUse use) {
  std::optional<Activity> longest;
  for (std::size_t i = 0; i < kernels.size(); ++i) {
    const auto activity = static_cast<Activity>(i);
    if (time_use_of(activity) != use || kernels[i].count == 0) continue;
    if (!longest || kernels[i].time > kernels[static_cast<std::size_t>(*longest)].time) longest = activity;
  }
  return longest;
}

} // namespace

Bottleneck find_bottleneck(const UseShares& shares, const Stragglers& stragglers, const ClassTotals& kernels) {
  Bottleneck found;
  for (std::size_t i = 0; i < time_use_count; ++i) {
    const auto use = static_cast<TimeUse>(i);
    if (use == TimeUse::compute || use == TimeUse::unmatched) continue;
    const double share = use == TimeUse::straggler_wait ? stragglers.cost : shares[i];
    if (share >= least_bottleneck && share > found.share) { found.use = use; found.share = share; }
  }
  if (found.use == TimeUse::compute) found.share = shares[static_cast<std::size_t>(TimeUse::compute)];
  else found.speed_up = 1 / (1 - found.share);
  found.kernels = longest_class(kernels, found.use);
  return found;
}

} // namespace archipelago
