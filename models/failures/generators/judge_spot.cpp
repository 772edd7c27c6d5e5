#include "models/failures/generators/judge_spot.hpp"

#include "models/failures/generators/judge_histories.hpp"
#include "models/failures/traces/holding_statistics.hpp"

namespace archipelago {

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
  const std::uint32_t histories = histories_like(like, judged_losses);
  return figures_of_seed(generate, like, seed, [&](const SpotGenerator& of, std::uint64_t number) { return pooled_histories(of, like, number, histories); });
}

std::vector<GoodnessRow> judge_spot(const SpotLaw& law, const SpotLaw& memoryless, const CapacityTrace& trace) {
  const std::uint32_t histories = histories_like(trace, judged_losses);
  return judge_histories(SpotGenerator(law), SpotGenerator(memoryless), trace, histories,
                         [&](const SpotGenerator& of, std::uint64_t seed) { return pooled_histories(of, trace, seed, histories); });
}

} // namespace archipelago
