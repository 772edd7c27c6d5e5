#include "models/failures/generators/fit_outages.hpp"

#include "models/failures/generators/fit_bursts.hpp"
#include "models/failures/generators/fit_length.hpp"
#include "models/failures/generators/meet_moments.hpp"
#include "models/failures/traces/outage_statistics.hpp"

#include <algorithm>
#include <numeric>

namespace archipelago {

namespace {

constexpr std::uint64_t judging_seeds = 30;

std::vector<double> lengths_of(const OutageTrace& trace) {
  std::vector<double> lengths;
  for (const NodeOutage& outage : trace.outages)
    if (outage.end != NodeOutage::unknown_end) lengths.push_back(outage.end - outage.start);
  return lengths;
}

std::vector<CauseShare> causes_of(const OutageStatistics& statistics) {
  constexpr std::size_t most = 12;
  std::vector<CauseShare> causes;
  double others = 0;
  for (const auto& [name, count] : statistics.causes) {
    const double share = static_cast<double>(count) / static_cast<double>(statistics.events);
    if (causes.size() < most) causes.push_back({name, share});
    else others += share;
  }
  if (others > 0) causes.push_back({"others", others});
  return causes;
}

// Same rate and mean length, and nothing else: what a planner that assumes exponentials would use.
OutageLaw memoryless(const OutageLaw& law, const OutageTrace& trace) {
  OutageLaw plain = law;
  plain.gap = Law{Law::Kind::exponential, trace.horizon / static_cast<double>(trace.outages.size())};
  plain.lemons = 0;
  plain.burst = {};
  plain.seasons = {};
  plain.quiet = {};
  const std::vector<double> lengths = lengths_of(trace);
  const double mean = std::accumulate(lengths.begin(), lengths.end(), 0.0) / static_cast<double>(std::max<std::size_t>(1, lengths.size()));
  plain.length = {0, 1, Law{Law::Kind::exponential, Seconds(mean > 0 ? mean : 1)}, {}};
  return plain;
}

std::vector<std::vector<FitFigure>> runs_of(const OutageLaw& law, const OutageTrace& like) {
  std::vector<std::vector<FitFigure>> runs;
  const OutageGenerator generate(law);
  for (std::uint64_t seed = 1; seed <= judging_seeds; ++seed) runs.push_back(figures_of(generate({seed, like.nodes, like.horizon})));
  return runs;
}

} // namespace

std::optional<OutageFit> fit_outages(const OutageTrace& trace, TraceKind kind) {
  if (trace.outages.size() < 20) return std::nullopt;
  const OutageStatistics statistics = statistics_of(trace);
  OutageFit fit;
  OutageLaw& law = fit.law;
  law.kind = kind;
  law.domain = trace.nodes;
  law.burst = fit_bursts(trace);
  const std::vector<double> gaps = incident_gaps(trace), lengths = lengths_of(trace);
  const auto weibull = fit_weibull(gaps);
  if (!weibull) return std::nullopt;
  law.gap = weibull->law;
  fit.gap_distance = kolmogorov_distance(law.gap, gaps);
  const auto length = fit_length(lengths);
  law.repair_known = length.has_value();
  law.length = length.value_or(LengthLaw{1, 1, Law{Law::Kind::constant, Seconds(1)}, {}});
  if (length) fit.length_distance = kolmogorov_distance(*length, lengths);
  if (length && lengths.size() == trace.outages.size()) law.shared_length = fit_shared_length(trace, lengths);
  law.causes = causes_of(statistics);
  law.lemons = trace.nodes > 1 ? 1 : 0;

  meet_moments(trace, law);

  fit.goodness = compare_figures(figures_of(trace), runs_of(law, trace), runs_of(memoryless(law, trace), trace));
  return fit;
}

std::vector<FitFigure> figures_of(const OutageTrace& trace) {
  const OutageStatistics s = statistics_of(trace);
  const double n = std::max<double>(1, static_cast<double>(s.events));
  std::vector<FitFigure> figures{{"events per 1000 node-days", "", s.rate_per_1000_node_days, 0.05},
                              {"CV of gaps", "", s.gap_cv, 0.15},
                              {"Weibull k of gaps", "", s.gaps ? s.gaps->law.shape : 0, 0},
                              {"events on the worst 5 % of nodes", "", s.worst_5_percent, trace.nodes > 1 ? 0.20 : 0},
                              {"events on the worst 10 % of nodes", "", s.worst_10_percent, 0},
                              {"events in bursts", "", static_cast<double>(s.events_in_bursts) / n, 0},
                              {"largest burst", "events", static_cast<double>(s.largest_burst), 0}};
  const Quantiles repair = s.repair.value_or(Quantiles{});
  const double known = s.repair ? 1 : 0;
  figures.push_back({"length, p50", "s", repair.p50, 0.10 * known});
  figures.push_back({"length, p90", "s", repair.p90, 0.20 * known});
  figures.push_back({"length, p99", "s", repair.p99, 0});
  figures.push_back({"length, mean", "s", repair.mean, 0});
  figures.push_back({"down at once, mean", "nodes", s.down_at_once ? s.down_at_once->mean() : 0, 0});
  for (const auto& [name, p] : {std::pair{"down at once, p50", 0.5}, {"down at once, p90", 0.9}})
    figures.push_back({name, "nodes", s.down_at_once ? static_cast<double>(s.down_at_once->quantile(p)) : 0, 0});
  figures.push_back({"down at once, p99", "nodes", s.down_at_once ? static_cast<double>(s.down_at_once->quantile(0.99)) : 0, 0});
  figures.push_back({"down at once, most", "nodes", s.down_at_once ? static_cast<double>(s.down_at_once->max()) : 0, 0});
  figures.push_back({"availability", "", s.availability, 0});
  figures.push_back({"dispersion of weekly counts", "", weekly_dispersion(trace), 0});
  return figures;
}

} // namespace archipelago
