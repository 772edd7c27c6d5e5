#include "sim/replay/latencies.hpp"

#include "models/network/carriers.hpp"
#include "models/network/jitter.hpp"

#include <fmt/format.h>

namespace archipelago {

Latencies::Latencies(const World& world, std::uint64_t seed)
    : world_(world), seed_(seed), differ_(latency_differs(world.network)), rounds_(seed, entity_key("rounds"), Purpose::network_jitter) {
  if (!differ_) return;
  flows_.resize(world.sites.size() * world.sites.size());
  for (const Site& from : world.sites)
    for (const Site& to : world.sites) pairs_.emplace_back(seed, entity_key(fmt::format("{}>{}", from.name, to.name)), Purpose::network_jitter);
}

Seconds Latencies::drawn(std::size_t from, std::size_t to, const Path& path, Bytes size) {
  const std::size_t pair = from * world_.sites.size() + to;
  Seconds added = start_delay(path, size);
  if (path.jitter.value > 0) added += jitter_draw(duration(path.latency), path.jitter, pairs_[pair].uniform(flows_[pair]++));
  return added;
}

Seconds Latencies::of_round(Seconds mean, Seconds deviation, std::int64_t round) const {
  if (deviation.value <= 0) return Seconds(0);
  return jitter_draw(mean, deviation, rounds_.uniform(static_cast<std::uint64_t>(round)));
}

Seconds Latencies::of_report(std::size_t learner, Seconds mean, Seconds deviation, std::int64_t round) const {
  if (deviation.value <= 0) return Seconds(0);
  const RandomStream reports(seed_, entity_key(fmt::format("report {}", world_.learners[learner].name)), Purpose::network_jitter);
  return jitter_draw(mean, deviation, reports.uniform(static_cast<std::uint64_t>(round)));
}

} // namespace archipelago
