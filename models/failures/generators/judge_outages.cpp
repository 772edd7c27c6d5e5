#include "models/failures/generators/judge_outages.hpp"

#include "models/failures/generators/seed_stream.hpp"
#include "models/failures/traces/outage_statistics.hpp"

namespace archipelago {

namespace {

std::vector<double> median_expectations(const OutageGenerator& generate, const OutageTrace& like, std::uint32_t histories) {
  std::vector<std::vector<double>> runs;
  for (std::uint64_t seed = 1; seed <= SeedStream::block; ++seed)
    runs.push_back(expectations_of(pooled_histories(generate, like, seed, histories, OutageFigures::all)));
  return medians_of(runs);
}

std::vector<std::vector<FitFigure>> single_histories(const OutageGenerator& generate, const OutageTrace& like) {
  std::vector<std::vector<FitFigure>> runs;
  for (std::uint64_t seed = 1; seed <= SeedStream::block; ++seed) runs.push_back(figures_of(generate({seed, like.nodes, like.horizon})));
  return runs;
}

} // namespace

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
  std::vector<double> values = expectations_of(pooled_histories(generate, like, seed, histories_like(like, judged_incidents), OutageFigures::all));
  const std::vector<FitFigure> single = figures_of(generate({seed, like.nodes, like.horizon}));
  for (std::size_t i = values.size(); i < single.size(); ++i) values.push_back(single[i].value);
  return values;
}

std::vector<GoodnessRow> judge_outages(const OutageLaw& law, const OutageLaw& memoryless, const OutageTrace& trace) {
  const OutageGenerator generate(law), plain(memoryless);
  const std::uint32_t histories = histories_like(trace, judged_incidents);
  std::vector<GoodnessRow> rows = compare_figures(figures_of(trace), single_histories(generate, trace), single_histories(plain, trace));
  take_together(rows, histories, median_expectations(generate, trace, histories), median_expectations(plain, trace, histories));
  return rows;
}

} // namespace archipelago
