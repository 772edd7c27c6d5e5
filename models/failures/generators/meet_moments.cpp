#include "models/failures/generators/meet_moments.hpp"

#include "models/failures/generators/fit_bursts.hpp"
#include "models/failures/generators/goodness.hpp"
#include "models/failures/traces/outage_statistics.hpp"
#include "models/statistics/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace archipelago {

// Variance over mean of the counts of whole weeks: 1 if memoryless, and what slow drifts of the rate add.
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

namespace {

constexpr std::uint64_t fitting_seeds = 60;

enum Moment : std::size_t { events, worst, in_bursts, variation, shape, dispersion };

std::vector<double> moments_of(const OutageTrace& trace) {
  OutageTrace starts = trace;
  for (NodeOutage& outage : starts.outages) outage.end = NodeOutage::unknown_end;       // their statistics are quicker
  const OutageStatistics s = statistics_of(starts);
  const double n = static_cast<double>(s.events);
  return {n, s.worst_5_percent, static_cast<double>(s.events_in_bursts) / std::max(1.0, n), s.gap_cv, s.gaps ? s.gaps->law.shape : 1, weekly_dispersion(trace)};
}

using Lengths = std::shared_ptr<const LengthTable>;

std::vector<double> median_moments(const OutageTrace& like, const OutageLaw& law, const Lengths& lengths, std::uint64_t seeds) {
  std::vector<std::vector<double>> runs;
  const OutageGenerator generate(law, lengths);
  for (std::uint64_t seed = 0; seed < seeds; ++seed) runs.push_back(moments_of(generate({first_fitting_seed + seed, like.nodes, like.horizon})));
  return medians_of(runs);
}

// What the Weibull shape of the gaps is turned for: the shape measured, or their variation.
void turn(const OutageTrace& trace, OutageLaw& law, const Lengths& lengths, Moment shape_for, int rounds, std::uint64_t seeds) {
  std::vector<FitKnob> knobs{{&law.gap.scale.value, events, 1e-3, 1e12, -0.9}, {&law.gap.shape, shape_for, 0.15, 5, shape_for == shape ? 0.8 : -0.7}};
  if (trace.nodes > 1) knobs.push_back({&law.lemons, worst, 1e-3, 4, 1.0});
  if (law.burst.share > 0) knobs.push_back({&law.burst.share, in_bursts, 1e-4, 1, 0.8});
  if (law.seasons.sigma > 0) knobs.push_back({&law.seasons.sigma, dispersion, 1e-3, 3, 0.5});
  if (law.quiet.share > 0) knobs.push_back({&law.quiet.share, variation, 1e-6, 0.2, 1.5});
  turn_knobs(knobs, moments_of(trace), rounds, first_fitting_seed, seeds,
             [&](std::uint64_t seed) { return moments_of(OutageGenerator(law, lengths)({seed, trace.nodes, trace.horizon})); });
}

double median_length(const OutageTrace& trace) {
  std::vector<double> lengths;
  for (const NodeOutage& outage : trace.outages)
    if (outage.end != NodeOutage::unknown_end) lengths.push_back(outage.end - outage.start);
  return lengths.empty() ? 0 : quantile(std::move(lengths), 0.5);
}

void scale_lengths(const OutageTrace& trace, OutageLaw& law) {
  const double observed = median_length(trace);
  for (int round = 0; law.repair_known && observed > 0 && round < 3; ++round) {
    const OutageGenerator generate(law);
    std::vector<double> medians;
    for (std::uint64_t seed = 0; seed < fitting_seeds; ++seed) medians.push_back(median_length(generate({first_fitting_seed + seed, trace.nodes, trace.horizon})));
    const double generated = quantile(std::move(medians), 0.5);
    if (generated <= 0) return;
    law.length = law.length.scaled(std::clamp(observed / generated, 0.5, 2.0));
  }
}

} // namespace

// Seasons make the dispersion of weekly counts, the shape the Weibull k of the gaps. The length of a season is the one that brings the CV
// nearest; what the CV still lacks are quiet times; where it is too large, the shape has to meet it and k is what comes.
void meet_moments(const OutageTrace& trace, OutageLaw& law) {
  const std::vector<double> observed = moments_of(trace);
  const auto lengths = std::make_shared<const LengthTable>(law.length);
  std::optional<OutageLaw> best;
  double least_distance = 0;
  for (const double days : {3.0, 10.0, 30.0, 90.0}) {
    const auto in_a_cycle = static_cast<std::uint32_t>(std::lround(trace.horizon.value / (days * seconds_per_day)));
    if (in_a_cycle < 4 || !(observed[dispersion] > 0)) break;
    OutageLaw tried = law;
    tried.seasons = {trace.horizon / in_a_cycle, in_a_cycle, 0.5};
    turn(trace, tried, lengths, shape, 10, 30);
    const double distance = std::abs(std::log(median_moments(trace, tried, lengths, 30)[variation] / observed[variation]));
    if (best && distance >= least_distance) continue;
    best = tried;
    least_distance = distance;
  }
  if (best) law = *best;
  if (law.seasons.sigma < 0.05) law.seasons = {};
  const std::vector<double> gaps = incident_gaps(trace);
  const double lacking = std::pow(observed[variation], 2) - std::pow(median_moments(trace, law, lengths, 30)[variation], 2), mean_gap = (trace.horizon / observed[events]).value;
  Moment shape_for = shape;
  if (lacking < -0.1 * std::pow(observed[variation], 2)) shape_for = variation;
  if (lacking > 0.05 * std::pow(observed[variation], 2)) {
    law.quiet.mean = Seconds(0.5 * *std::max_element(gaps.begin(), gaps.end()));
    law.quiet.share = lacking * mean_gap * mean_gap / (2 * law.quiet.mean.value * law.quiet.mean.value);
  }
  turn(trace, law, lengths, shape_for, 14, fitting_seeds);
  if (law.lemons < 0.01) law.lemons = 0;
  scale_lengths(trace, law);
}

} // namespace archipelago
