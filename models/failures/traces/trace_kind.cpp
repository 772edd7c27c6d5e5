#include "models/failures/traces/trace_kind.hpp"

#include <algorithm>

namespace archipelago {

// clang-format off: one row per kind reads as a table

std::span<const KindOfTrace> kinds_of_trace() {
  static const std::vector<KindOfTrace> kinds{
      {TraceKind::node_outage, "node_outage", "outages of nodes", {"t_start_s", "t_end_s", "node"}, {"level", "class", "desc"}},
      {TraceKind::site_outage, "site_outage", "outages of whole sites", {"t_start_s", "t_end_s", "node"}, {"level", "class", "desc"}},
      {TraceKind::link_outage, "link_outage", "outages of network links", {"t_start_s", "t_end_s", "node"}, {"level", "class", "desc"}},
      {TraceKind::maintenance, "maintenance", "planned outages", {"t_start_s", "t_end_s", "node"}, {"level", "class", "desc"}},
      {TraceKind::failure_without_repair, "failure_no_repair_time", "failures whose repair time is not known", {"t_start_s", "node"}, {"t_end_s", "level", "class", "desc"}},
      {TraceKind::slow_spell, "slow_spell", "spells of slow nodes", {"t_start_s", "t_end_s", "node", "speed"}, {"level", "class", "desc"}},
      {TraceKind::silent_corruption, "silent_corruption", "silent corruption, from its begin until it is found out", {"t_start_s", "t_end_s", "node"}, {"level", "class", "desc"}},
      {TraceKind::capacity_steps, "capacity_steps", "spot instances held", {"t_s", "available"}, {}},
      {TraceKind::node_join_leave, "node_join_leave", "spot nodes that join and leave", {"t_s", "event", "node"}, {}},
      {TraceKind::instance_episodes, "instance_episodes", "lives of spot instances", {"t_start_s", "t_end_s", "end_reason"}, {"zone", "gpu_type", "gpus"}},
      {TraceKind::throughput_matrix, "throughput_matrix", "throughput between regions", {"src", "dst", "gbps_received"}, {}},
      {TraceKind::rtt_matrix, "rtt_matrix", "round trips between regions", {"src", "dst", "avg_rtt_ms"}, {"min_rtt_ms", "mdev_ms"}},
      {TraceKind::egress_price_matrix, "egress_price_matrix", "prices of traffic between regions", {"src", "dst", "usd_per_gb"}, {}}};
  return kinds;
}

// clang-format on

const KindOfTrace& kind_of(TraceKind kind) {
  return *std::find_if(kinds_of_trace().begin(), kinds_of_trace().end(), [&](const KindOfTrace& known) { return known.kind == kind; });
}

std::optional<TraceKind> trace_kind_from(std::string_view name) {
  if (name.ends_with("_failure_no_repair_time")) return TraceKind::failure_without_repair;
  for (const KindOfTrace& known : kinds_of_trace())
    if (known.name == name) return known.kind;
  return std::nullopt;
}

std::optional<TraceKind> trace_kind_of_columns(const std::vector<std::string>& titles) {
  const auto has = [&](std::string_view column) { return std::find(titles.begin(), titles.end(), column) != titles.end(); };
  const KindOfTrace* best = nullptr;           // the one that explains most columns; of equals, the first
  for (const KindOfTrace& known : kinds_of_trace())
    if (std::all_of(known.columns.begin(), known.columns.end(), has) && (!best || known.columns.size() > best->columns.size())) best = &known;
  return best ? std::optional(best->kind) : std::nullopt;
}

} // namespace archipelago
