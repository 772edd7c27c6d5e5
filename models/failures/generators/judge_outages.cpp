#include "models/failures/generators/judge_outages.hpp"

#include "models/failures/generators/judge_histories.hpp"
#include "models/failures/traces/outage_statistics.hpp"

namespace archipelago {

std::vector<FitFigure> figures_of(const OutageTrace& trace) {
  const OutageStatistics s = statistics_of(trace);
  const double n = std::max<double>(1, static_cast<double>(s.events));
  const Quantiles repair = s.repair.value_or(Quantiles{});
  const double known = s.repair ? 1 : 0;
  const auto down = [&](double p) { return s.down_at_once ? static_cast<double>(s.down_at_once->quantile(p)) : 0; };
  return {{"events per 1000 node-days", "", s.rate_per_1000_node_days, 0.05},
          {"CV of gaps", "", s.gap_cv, 0.15},
          {"Weibull k of gaps", "", s.gaps ? s.gaps->law.shape : 0, 0},
          {"events on the worst 5 % of nodes", "", s.worst_5_percent, trace.nodes > 1 ? 0.20 : 0},
          {"events on the worst 10 % of nodes", "", s.worst_10_percent, 0},
          {"events in bursts", "", static_cast<double>(s.events_in_bursts) / n, 0},
          {"length, p50", "s", repair.p50, 0.10 * known},
          {"length, p90", "s", repair.p90, 0.20 * known},
          {"length, p99", "s", repair.p99, 0},
          {"length, mean", "s", repair.mean, 0},
          {"down at once, mean", "nodes", s.down_at_once ? s.down_at_once->mean() : 0, 0},
          {"availability", "", s.availability, 0},
          {"dispersion of weekly counts", "", weekly_dispersion(trace), 0},
          {"largest burst", "events", static_cast<double>(s.largest_burst), 0},
          {"down at once, p50", "nodes", down(0.5), 0},
          {"down at once, p90", "nodes", down(0.9), 0},
          {"down at once, p99", "nodes", down(0.99), 0},
          {"down at once, most", "nodes", s.down_at_once ? static_cast<double>(s.down_at_once->max()) : 0, 0}};
}

std::vector<double> expectations_of(const PooledOutages& pool) {
  const Quantiles lengths = quantiles_of(pool.lengths);
  return {pool.rate_per_1000_node_days(), pool.mean(pool.gap_cv), pool.mean(pool.gap_shape), pool.mean(pool.worst_5_percent), pool.mean(pool.worst_10_percent),
          pool.share_in_bursts(), lengths.p50, lengths.p90, lengths.p99, lengths.mean, pool.mean(pool.down_at_once), pool.availability(), pool.mean(pool.dispersion)};
}

std::vector<double> judged_figures(const OutageGenerator& generate, const OutageTrace& like, std::uint64_t seed) {
  const std::uint32_t histories = histories_like(like, judged_incidents);
  return figures_of_seed(generate, like, seed, [&](const OutageGenerator& of, std::uint64_t number) { return pooled_histories(of, like, number, histories, OutageFigures::all); });
}

std::vector<GoodnessRow> judge_outages(const OutageLaw& law, const OutageLaw& memoryless, const OutageTrace& trace) {
  const std::uint32_t histories = histories_like(trace, judged_incidents);
  return judge_histories(OutageGenerator(law), OutageGenerator(memoryless), trace, histories,
                         [&](const OutageGenerator& of, std::uint64_t seed) { return pooled_histories(of, trace, seed, histories, OutageFigures::all); });
}

} // namespace archipelago
