#include "models/failures/generators/meet_moments.hpp"

#include "models/failures/generators/fit_bursts.hpp"
#include "models/failures/generators/judge_outages.hpp"
#include "models/failures/generators/seed_stream.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace archipelago {

namespace {

constexpr double choosing_incidents = 1'000;

enum Moment : std::size_t { events, worst, in_bursts, variation, shape, dispersion };

std::vector<double> moments_of(const PooledOutages& pool) {
  return {pool.rate_per_1000_node_days(), pool.mean(pool.worst_5_percent), pool.share_in_bursts(), pool.mean(pool.gap_cv), pool.mean(pool.gap_shape),
          pool.mean(pool.dispersion)};
}

using Lengths = std::shared_ptr<const LengthTable>;

// The fitted law's own, over a block of seeds, each of histories that hold so many incidents.
class Simulated {
public:
  Simulated(const OutageTrace& like, Lengths lengths, double incidents) : like_(like), lengths_(std::move(lengths)), histories_(histories_like(like, incidents)) {}

  std::vector<double> moments(const OutageLaw& law, std::uint64_t seed) const {
    return moments_of(pooled_histories(OutageGenerator(law, lengths_), like_, seed, histories_, OutageFigures::of_starts));
  }

  std::vector<double> median_moments(const OutageLaw& law) const {
    std::vector<std::vector<double>> runs;
    for (std::uint64_t seed = 0; seed < SeedStream::block; ++seed) runs.push_back(moments(law, first_fitting_seed + seed));
    return medians_of(runs);
  }

  // What the Weibull shape of the gaps is turned for: the shape measured, or their variation.
  void turn(OutageLaw& law, const std::vector<double>& observed, Moment shape_for, int rounds) const {
    std::vector<FitKnob> knobs{{&law.gap.scale.value, events, 1e-3, 1e12, -0.9}, {&law.gap.shape, shape_for, 0.15, 5, shape_for == shape ? 0.8 : -0.7}};
    if (like_.nodes > 1) knobs.push_back({&law.lemons, worst, 1e-3, 4, 1.0});
    if (law.burst.share > 0) knobs.push_back({&law.burst.share, in_bursts, 1e-4, 1, 0.8});
    if (law.seasons.sigma > 0) knobs.push_back({&law.seasons.sigma, dispersion, 1e-3, 3, 0.5});
    if (law.quiet.share > 0) knobs.push_back({&law.quiet.share, variation, 1e-6, 0.2, 1.5});
    turn_knobs(knobs, observed, rounds, first_fitting_seed, SeedStream::block, [&](std::uint64_t seed) { return moments(law, seed); });
  }

private:
  const OutageTrace& like_;
  Lengths lengths_;
  std::uint32_t histories_;
};

std::vector<double> observed_moments(const OutageTrace& trace) {
  PooledOutages one;
  one.add(starts_of(trace));
  return moments_of(one);
}

} // namespace

// Seasons make the dispersion of weekly counts, the shape the Weibull k of the gaps. The length of a season is the one that brings the CV
// nearest; what the CV still lacks are quiet times; where it is too large, the shape has to meet it and k is what comes.
void meet_moments(const OutageTrace& trace, OutageLaw& law) {
  const std::vector<double> observed = observed_moments(trace);
  const auto lengths = std::make_shared<const LengthTable>(law.length);
  const Simulated choosing(trace, lengths, choosing_incidents), judged(trace, lengths, judged_incidents);
  std::optional<OutageLaw> best;
  double least_distance = 0;
  for (const double days : {3.0, 10.0, 30.0, 90.0}) {
    const auto in_a_cycle = static_cast<std::uint32_t>(std::lround(trace.horizon.value / (days * seconds_per_day)));
    if (in_a_cycle < 4 || !(observed[dispersion] > 0)) break;
    OutageLaw tried = law;
    tried.seasons = {trace.horizon / in_a_cycle, in_a_cycle, 0.5};
    choosing.turn(tried, observed, shape, 10);
    const double distance = std::abs(std::log(choosing.median_moments(tried)[variation] / observed[variation]));
    if (best && distance >= least_distance) continue;
    best = tried;
    least_distance = distance;
  }
  if (best) law = *best;
  if (law.seasons.sigma < 0.05) law.seasons = {};
  const std::vector<double> gaps = incident_gaps(trace);
  const double square = std::pow(observed[variation], 2), lacking = square - std::pow(choosing.median_moments(law)[variation], 2);
  const double mean_gap = trace.horizon.value / static_cast<double>(trace.outages.size());
  Moment shape_for = shape;
  if (lacking < -0.1 * square) shape_for = variation;
  if (lacking > 0.05 * square) {
    law.quiet.mean = Seconds(0.5 * *std::max_element(gaps.begin(), gaps.end()));
    law.quiet.share = lacking * mean_gap * mean_gap / (2 * law.quiet.mean.value * law.quiet.mean.value);
  }
  choosing.turn(law, observed, shape_for, 12);
  judged.turn(law, observed, shape_for, 4);
  if (law.lemons < 0.01) law.lemons = 0;
}

} // namespace archipelago
