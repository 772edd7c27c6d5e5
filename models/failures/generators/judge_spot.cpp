#include "models/failures/generators/judge_spot.hpp"

#include "models/failures/generators/seed_stream.hpp"
#include "models/failures/traces/holding_statistics.hpp"

namespace archipelago {

namespace {

std::vector<double> median_expectations(const SpotGenerator& generate, const CapacityTrace& like, std::uint32_t histories) {
  std::vector<std::vector<double>> runs;
  for (std::uint64_t seed = 1; seed <= SeedStream::block; ++seed) runs.push_back(expectations_of(pooled_histories(generate, like, seed, histories)));
  return medians_of(runs);
}

std::vector<std::vector<FitFigure>> single_histories(const SpotGenerator& generate, const CapacityTrace& like) {
  std::vector<std::vector<FitFigure>> runs;
  for (std::uint64_t seed = 1; seed <= SeedStream::block; ++seed) runs.push_back(figures_of(generate({seed, like.nodes, like.horizon})));
  return runs;
}

} // namespace

std::vector<FitFigure> figures_of(const CapacityTrace& trace) {
  const HoldingStatistics s = statistics_of(trace);
  const double batches = trace.nodes > 1 ? 1 : 0;
  return {{"availability", "", s.availability, 0.05},
          {"losses per node-hour", "", s.losses_per_node_hour, 0.10},
          {"losses of several at once", "", s.share_of_several, 0.20 * batches},
          {"time with all held", "", s.share_full, 0},
          {"time with none held", "", s.share_none, 0},
          {"largest loss", "instances", static_cast<double>(s.largest_loss), 0},
          {"all held, p50", "s", s.full.up.p50, 0},
          {"all held, p90", "s", s.full.up.p90, 0},
          {"fewer held, p50", "s", s.full.down.p50, 0},
          {"fewer held, p90", "s", s.full.down.p90, 0},
          {"all held, Weibull k", "", s.full.up_fit ? s.full.up_fit->law.shape : 0, 0}};
}

std::vector<double> expectations_of(const PooledHolding& holding) {
  const auto share = [&](double seconds) { return holding.time_s > 0 ? seconds / holding.time_s : 0; };
  return {holding.availability(), holding.losses_per_node_hour(), holding.share_of_several(), share(holding.full_s), share(holding.none_s)};
}

std::vector<double> judged_figures(const SpotGenerator& generate, const CapacityTrace& like, std::uint64_t seed) {
  std::vector<double> values = expectations_of(pooled_histories(generate, like, seed, histories_like(like, judged_losses)));
  const std::vector<FitFigure> single = figures_of(generate({seed, like.nodes, like.horizon}));
  for (std::size_t i = values.size(); i < single.size(); ++i) values.push_back(single[i].value);
  return values;
}

std::vector<GoodnessRow> judge_spot(const SpotLaw& law, const SpotLaw& memoryless, const CapacityTrace& trace) {
  const SpotGenerator generate(law), plain(memoryless);
  const std::uint32_t histories = histories_like(trace, judged_losses);
  std::vector<GoodnessRow> rows = compare_figures(figures_of(trace), single_histories(generate, trace), single_histories(plain, trace));
  take_together(rows, histories, median_expectations(generate, trace, histories), median_expectations(plain, trace, histories));
  return rows;
}

} // namespace archipelago
