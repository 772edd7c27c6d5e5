#include "models/failures/traces/outage_statistics.hpp"

#include "models/statistics/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace archipelago {

Quantiles quantiles_of(std::vector<double> values) {
  Quantiles q;
  q.n = values.size();
  if (values.empty()) return q;
  q.mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  q.p10 = quantile(values, 0.10);
  q.p50 = quantile(values, 0.50);
  q.p90 = quantile(values, 0.90);
  q.p99 = quantile(std::move(values), 0.99);
  return q;
}

std::vector<double> gaps_of(const OutageTrace& trace) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i < trace.outages.size(); ++i) gaps.push_back(trace.outages[i].start - trace.outages[i - 1].start);
  return gaps;
}

std::vector<Burst> bursts_of(const OutageTrace& trace) {
  std::vector<Burst> bursts;
  for (std::size_t i = 0; i < trace.outages.size(); ++i) {
    if (i > 0 && trace.outages[i].start - trace.outages[i - 1].start <= burst_window_s) ++bursts.back().events;
    else bursts.push_back({i, 1});
  }
  return bursts;
}

std::vector<TimeSpan> merged_outages(const OutageTrace& trace) {
  std::vector<std::vector<TimeSpan>> by_node(trace.nodes);
  for (const NodeOutage& outage : trace.outages) {
    if (outage.end == NodeOutage::unknown_end) continue;
    by_node[outage.node].emplace_back(outage.start, std::min(outage.end, trace.horizon.value));
  }
  std::vector<TimeSpan> all;
  for (std::vector<TimeSpan>& spans : by_node) {
    spans = merged_spans(std::move(spans));
    all.insert(all.end(), spans.begin(), spans.end());
  }
  return all;
}

namespace {

double coefficient_of_variation(const std::vector<double>& values) {
  if (values.size() < 2) return 0;
  const double n = static_cast<double>(values.size()), mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return mean > 0 ? std::sqrt(squares / n) / mean : 0;
}

void count_nodes(const OutageTrace& trace, OutageStatistics& s) {
  std::vector<std::size_t> events(trace.nodes);
  for (const NodeOutage& outage : trace.outages) ++events[outage.node];
  std::sort(events.begin(), events.end(), std::greater<>());
  const auto share_of_worst = [&](double share) {
    const auto nodes = std::max<std::size_t>(1, static_cast<std::size_t>(share * trace.nodes + 1e-9));
    const auto sum = std::accumulate(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(std::min(nodes, events.size())), std::size_t(0));
    return static_cast<double>(sum) / static_cast<double>(s.events);
  };
  s.worst_5_percent = share_of_worst(0.05);
  s.worst_10_percent = share_of_worst(0.10);
  s.nodes_without_event = static_cast<std::uint32_t>(std::count(events.begin(), events.end(), 0U));
  double below = 0;                                                // Lorenz curve from the most to the least
  for (std::size_t i = 0; i < events.size(); ++i) below += (2.0 * static_cast<double>(i) + 1) * static_cast<double>(events[i]);
  const double n = trace.nodes;
  s.gini = 1 - below / (n * static_cast<double>(s.events));
}

void count_bursts(const OutageTrace& trace, OutageStatistics& s) {
  std::vector<double> sizes;
  for (const Burst& burst : bursts_of(trace)) {
    ++s.groups;
    s.largest_burst = std::max(s.largest_burst, burst.events);
    if (burst.events < 2) continue;
    s.events_in_bursts += burst.events;
    sizes.push_back(static_cast<double>(burst.events));
  }
  s.groups_of_several = sizes.size();
  if (!sizes.empty()) s.burst_sizes = quantiles_of(std::move(sizes));
}

void count_causes(const OutageTrace& trace, OutageStatistics& s) {
  std::vector<std::size_t> counts(trace.causes.size());
  for (const NodeOutage& outage : trace.outages) ++counts[outage.cause];
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0) s.causes.emplace_back(trace.causes[i], counts[i]);
  std::stable_sort(s.causes.begin(), s.causes.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
}

} // namespace

OutageStatistics statistics_of(const OutageTrace& trace) {
  OutageStatistics s;
  s.events = trace.outages.size();
  if (s.events == 0) return s;
  const double node_time = trace.nodes * trace.horizon.value, n = static_cast<double>(s.events);
  s.rate_per_1000_node_days = 1000 * n / (node_time / seconds_per_day);
  s.fleet_mtbf = trace.horizon / n;
  s.node_mtbf = Seconds(node_time / n);
  const std::vector<double> gaps = gaps_of(trace);
  s.gap_cv = coefficient_of_variation(gaps);
  s.gaps = fit_weibull(gaps);
  count_nodes(trace, s);
  count_bursts(trace, s);
  count_causes(trace, s);
  std::vector<double> repair;
  for (const NodeOutage& outage : trace.outages)
    if (outage.end != NodeOutage::unknown_end) repair.push_back(outage.end - outage.start);
  if (repair.empty()) return s;
  s.repair = quantiles_of(std::move(repair));
  const std::vector<TimeSpan> down = merged_outages(trace);
  s.down_at_once = open_at_once(down, trace.horizon.value);
  for (const auto& [start, end] : down) s.downtime_node_s += end - start;
  s.availability = 1 - s.downtime_node_s / node_time;
  return s;
}

} // namespace archipelago
