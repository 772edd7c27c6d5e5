#include "models/failures/generators/outage_histories.hpp"

#include "models/failures/traces/outage_statistics.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

void PooledOutages::add(const OutageTrace& trace) {
  const OutageStatistics s = statistics_of(trace);
  node_s += trace.nodes * trace.horizon.value;
  if (s.events == 0) return;
  ++histories;
  events += static_cast<double>(s.events);
  in_bursts += static_cast<double>(s.events_in_bursts);
  down_s += s.downtime_node_s;
  gap_cv += s.gap_cv;
  gap_shape += s.gaps ? s.gaps->law.shape : 1;
  worst_5_percent += s.worst_5_percent;
  worst_10_percent += s.worst_10_percent;
  down_at_once += s.down_at_once ? s.down_at_once->mean() : 0;
  dispersion += weekly_dispersion(trace);
  for (const NodeOutage& outage : trace.outages)
    if (outage.end != NodeOutage::unknown_end) lengths.push_back(outage.end - outage.start);
}

std::uint32_t histories_like(const OutageTrace& trace, double incidents) {
  return static_cast<std::uint32_t>(std::ceil(std::max(1.0, incidents / std::max(1.0, static_cast<double>(bursts_of(trace).size())))));
}

PooledOutages pooled_histories(const OutageGenerator& generate, const OutageTrace& like, std::uint64_t seed, std::uint32_t histories, OutageFigures figures) {
  PooledOutages pool;
  for (std::uint32_t i = 0; i < histories; ++i) {
    const std::string process = "history " + std::to_string(i);    // keys other draws of the same seed
    OutageTrace history = generate({seed, like.nodes, like.horizon, process});
    pool.add(figures == OutageFigures::of_starts ? starts_of(std::move(history)) : history);
  }
  return pool;
}

OutageTrace starts_of(OutageTrace trace) {
  for (NodeOutage& outage : trace.outages) outage.end = NodeOutage::unknown_end;
  return trace;
}

double weekly_dispersion(const OutageTrace& trace) {
  const auto weeks = static_cast<std::size_t>(trace.horizon.value / (7 * seconds_per_day));
  if (weeks < 2) return 0;
  std::vector<double> counts(weeks);
  for (const NodeOutage& outage : trace.outages)
    if (const auto week = static_cast<std::size_t>(outage.start / (7 * seconds_per_day)); week < weeks) ++counts[week];
  double mean = 0, squares = 0;
  for (const double count : counts) mean += count / static_cast<double>(weeks);
  for (const double count : counts) squares += (count - mean) * (count - mean) / static_cast<double>(weeks - 1);
  return mean > 0 ? squares / mean : 0;
}

} // namespace archipelago
