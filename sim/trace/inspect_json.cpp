#include "sim/trace/inspect_text.hpp"

#include "models/failures/traces/holding_statistics.hpp"
#include "models/failures/traces/matrix_statistics.hpp"
#include "models/failures/traces/trace_kind.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

using nlohmann::json;

namespace {

json quantiles(const Quantiles& q) {
  if (q.n == 0) return nullptr;
  return {{"p10", q.p10}, {"p50", q.p50}, {"p90", q.p90}, {"p99", q.p99}, {"mean", q.mean}, {"n", q.n}};
}
json quantiles(const std::optional<Quantiles>& q) { return q ? quantiles(*q) : json(); }

json weibull(const std::optional<WeibullFit>& fit) {
  if (!fit) return nullptr;
  return {{"shape", fit->law.shape}, {"shape_ci90", {fit->shape.low, fit->shape.high}}, {"scale_s", fit->law.scale.value}, {"n", fit->samples}};
}

json time_weighted(const TimeWeighted& counts) {
  return {{"mean", counts.mean()}, {"p50", counts.quantile(0.5)}, {"p90", counts.quantile(0.9)}, {"p95", counts.quantile(0.95)}, {"p99", counts.quantile(0.99)}, {"max", counts.max()}};
}

json of_outages(const OutageTrace& trace) {
  const OutageStatistics s = statistics_of(trace);
  json causes = json::array();
  for (const auto& [name, count] : s.causes) causes.push_back({{"cause", name}, {"events", count}});
  json figures{{"nodes", trace.nodes}, {"accelerators_per_node", trace.accelerators_per_node}, {"horizon_s", trace.horizon.value}, {"events", s.events}};
  if (s.events == 0) return figures;
  figures.update({{"rate_per_1000_node_days", s.rate_per_1000_node_days}, {"fleet_mtbf_s", s.fleet_mtbf.value}, {"node_mtbf_s", s.node_mtbf.value},
                  {"gap_cv", s.gap_cv}, {"gap_weibull", weibull(s.gaps)}, {"repair_s", quantiles(s.repair)}, {"worst_5_percent_share", s.worst_5_percent},
                  {"worst_10_percent_share", s.worst_10_percent}, {"gini", s.gini}, {"nodes_without_event", s.nodes_without_event},
                  {"bursts", {{"window_s", burst_window_s}, {"groups", s.groups}, {"groups_of_several", s.groups_of_several},
                              {"events_in_bursts", s.events_in_bursts}, {"largest", s.largest_burst}, {"sizes", quantiles(s.burst_sizes)}}},
                  {"causes", causes}});
  figures["down_at_once"] = s.down_at_once ? time_weighted(*s.down_at_once) : json();
  figures["downtime_node_s"] = s.down_at_once ? json(s.downtime_node_s) : json();
  figures["availability"] = s.down_at_once ? json(s.availability) : json();
  return figures;
}

json spells(const Spells& s) { return {{"up_s", quantiles(s.up)}, {"down_s", quantiles(s.down)}, {"up_weibull", weibull(s.up_fit)}}; }

json of_holding(const HoldingStatistics& s, Seconds horizon) {
  return {{"nodes", s.nodes}, {"horizon_s", horizon.value}, {"availability", s.availability}, {"share_of_time_full", s.share_full},
          {"share_of_time_none", s.share_none}, {"loss_instants", s.loss_instants}, {"lost", s.lost}, {"losses_per_node_hour", s.losses_per_node_hour},
          {"loss_instants_per_day", s.losses_per_day}, {"share_of_losses_of_several", s.share_of_several}, {"largest_loss", s.largest_loss},
          {"loss_sizes", quantiles(s.loss_sizes)}, {"grant_instants", s.grant_instants}, {"granted", s.granted}, {"grant_sizes", quantiles(s.grant_sizes)},
          {"held", time_weighted(s.held)}, {"any_held", spells(s.any)}, {"all_held", spells(s.full)}};
}

json of_lives(const LifeTrace& trace) {
  const LifeStatistics s = statistics_of(trace);
  json figures = of_holding(holding_of(trace), trace.horizon);
  figures.update({{"lives", s.lives}, {"censored", s.censored}, {"life_s", quantiles(s.ended)}, {"life_weibull", weibull(s.fit)}, {"losses_per_hour_held", s.losses_per_hour_held}});
  return figures;
}

json of_matrix(const RegionMatrix& matrix, TraceKind kind) {
  const MatrixStatistics s = statistics_of(matrix);
  const char* unit = kind == TraceKind::rtt_matrix ? "s" : kind == TraceKind::egress_price_matrix ? "USD/B" : "bit/s";
  json kinds = json::array();
  for (const PairKind& pair : s.kinds) kinds.push_back({{"pair", pair.name}, {"values", quantiles(pair.values)}});
  return {{"regions", s.regions}, {"unit", unit}, {"values", quantiles(s.values)}, {"by_kind_of_pair", kinds}, {"asymmetry", quantiles(s.asymmetry)}, {"jitter_s", quantiles(s.jitter)}};
}

} // namespace

json inspect_document(const OpenedTrace& opened) {
  const Trace& trace = *opened.reading.trace;
  const RowCounts& counts = opened.reading.counts;
  json document{{"file", opened.file}, {"name", trace.name}, {"kind", kind_of(trace.kind).name}, {"origin", trace.origin}, {"notes", opened.reading.notes},
                {"rows", {{"taken", counts.rows}, {"malformed", counts.malformed}, {"zero_length", counts.zero_length}, {"overlapping", counts.overlapping},
                          {"clipped", counts.clipped}, {"beyond_horizon", counts.beyond_horizon}, {"end_unknown", counts.end_unknown}}}};
  if (const auto* outages = trace.outages()) document["figures"] = of_outages(*outages);
  if (const auto* capacity = trace.capacity()) document["figures"] = of_holding(statistics_of(*capacity), capacity->horizon);
  if (const auto* lives = trace.lives()) document["figures"] = of_lives(*lives);
  if (const auto* matrix = trace.matrix()) document["figures"] = of_matrix(*matrix, trace.kind);
  return document;
}

} // namespace archipelago
