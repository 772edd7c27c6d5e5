#include "models/failures/generators/fit_outages.hpp"

#include "models/failures/generators/fit_bursts.hpp"
#include "models/failures/generators/fit_length.hpp"
#include "models/failures/generators/meet_moments.hpp"
#include "models/failures/traces/outage_statistics.hpp"

#include <algorithm>
#include <numeric>

namespace archipelago {

namespace {

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

  fit.goodness = judge_outages(law, memoryless(law, trace), trace);
  return fit;
}

} // namespace archipelago
