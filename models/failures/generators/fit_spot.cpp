#include "models/failures/generators/fit_spot.hpp"

#include "models/failures/generators/fit_length.hpp"
#include "models/failures/generators/meet_moments.hpp"
#include "models/failures/generators/seed_stream.hpp"
#include "models/failures/traces/holding_statistics.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace archipelago {

namespace {

constexpr double first_losses = 1'000;
constexpr std::uint64_t choosing_seeds = 960;

// What the clock of reclaims (or of returns) showed: gaps, and how many of how many went at each instant.
struct Changes {
  std::vector<double> gaps;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> batches;    // (taken, of)
};

Changes changes_of(const CapacityTrace& trace, bool losses, bool per_instance) {
  const auto there = [&](const CapacityStep& step) { return losses ? step.available : trace.nodes - step.available; };
  const auto clock = [&](std::size_t i, double until) {            // while the count of step i lasts
    const std::uint32_t count = there(trace.steps[i]);
    return count == 0 ? 0 : (until - trace.steps[i].at) * (per_instance ? static_cast<double>(count) / trace.nodes : 1);
  };
  Changes changes;
  std::optional<double> run;                  // of the clock since it was drawn; the first begin was not seen
  for (std::size_t i = 1; i < trace.steps.size(); ++i) {
    const std::uint32_t before = there(trace.steps[i - 1]), after = there(trace.steps[i]);
    if (run) *run += clock(i - 1, trace.steps[i].at);
    if (before == 0 && after > 0) run = 0;
    if (after >= before) continue;
    if (run) changes.gaps.push_back(*run);
    changes.batches.emplace_back(before - after, before);
    run = 0;
  }
  // The gap that the end of the trace cuts. If longer than all that were seen, it counts as it is (Kaplan & Meier 1958, tail by Efron 1967);
  // left out, markets that dry up would look as if they never did.
  if (run && !changes.gaps.empty()) {
    *run += clock(trace.steps.size() - 1, trace.horizon.value);
    if (*run > *std::max_element(changes.gaps.begin(), changes.gaps.end())) changes.gaps.push_back(*run);
  }
  return changes;
}

BatchLaw batch_of(const Changes& changes) {
  double chances = 0, several = 0, all = 0, others = 0, shares = 0;
  for (const auto& [taken, of] : changes.batches) {
    if (of < 2) continue;
    ++chances;
    if (taken < 2) continue;
    ++several;
    if (taken == of) { ++all; continue; }
    ++others;
    shares += (taken - 1.5) / (of - 1.0);
  }
  BatchLaw law;
  if (several == 0) return law;
  law.several = several / chances;
  law.all = all / several;
  if (others > 0) law.tail = std::clamp(others / shares - 1, 0.02, 100.0);
  return law;
}

// Same mean gaps, one instance at a time.
SpotLaw memoryless(SpotLaw law, const Changes& losses, const Changes& grants) {
  const auto exponential = [](const Changes& changes) { return LengthLaw{0, 1, Law{Law::Kind::exponential, Seconds(quantiles_of(changes.gaps).mean)}, {}}; };
  law.loss_gap = exponential(losses);
  law.grant_gap = exponential(grants);
  law.loss = law.grant = {};
  law.per_instance = false;
  return law;
}

// Losses per node-hour, missing over held, share of losses of several.
std::vector<double> moments_of(const PooledHolding& s) {
  return {s.losses_per_node_hour(), s.held_s > 0 ? s.asked_s / s.held_s - 1 : 0, s.share_of_several()};
}

// What the simulated moments still lack goes into the longer part of a mixture: it is the long spells that ends cut off, and the short ones
// were seen well. What they have too much of is taken from all alike.
LengthLaw with_tail(const LengthLaw& law, double factor) {
  if (factor <= 1 || law.weight >= 1) return law.scaled(factor);
  LengthLaw longer = law;
  (law.first.mean() > law.second.mean() ? longer.first : longer.second).scale *= factor;
  return longer;
}

std::optional<SpotFit> fit_with(const CapacityTrace& trace, bool per_instance) {
  const Changes losses = changes_of(trace, true, per_instance), grants = changes_of(trace, false, false);
  if (losses.gaps.size() < 10 || grants.gaps.size() < 10) return std::nullopt;
  const auto loss_gap = fit_length(losses.gaps), grant_gap = fit_length(grants.gaps);
  if (!loss_gap || !grant_gap) return std::nullopt;
  SpotFit fit;
  SpotLaw& law = fit.law;
  law = {*loss_gap, *grant_gap, batch_of(losses), batch_of(grants), per_instance, static_cast<double>(trace.steps.front().available) / trace.nodes};

  double loss_factor = 1, grant_factor = 1;
  const auto turned = [&] {
    SpotLaw scaled = law;
    scaled.loss_gap = with_tail(*loss_gap, loss_factor);
    scaled.grant_gap = with_tail(*grant_gap, grant_factor);
    return scaled;
  };
  std::vector<FitKnob> knobs{{&loss_factor, 0, 1e-3, 1e3, -0.7}, {&grant_factor, 1, 1e-3, 1e3, 0.7}};
  if (law.loss.several > 0) knobs.push_back({&law.loss.several, 2, 1e-4, 1, 0.9});
  std::optional<SpotGenerator> generate;                           // its tables are the slow part: once for all seeds of a round
  std::array<double, 3> made_for{};
  std::uint32_t histories = 1;
  const auto run = [&](std::uint64_t seed) {
    const std::array constants{loss_factor, grant_factor, law.loss.several};
    if (!generate || constants != made_for) generate.emplace(turned());
    made_for = constants;
    return moments_of(pooled_histories(*generate, trace, seed, histories));
  };
  for (const auto& [losses_held, rounds] : {std::pair{first_losses, 12}, std::pair{judged_losses, 4}}) {
    histories = histories_like(trace, losses_held);
    turn_knobs(knobs, moments_of(pooled(trace)), rounds, first_fitting_seed, SeedStream::block, run);
  }
  law = turned();
  fit.loss_distance = kolmogorov_distance(law.loss_gap, losses.gaps);
  fit.grant_distance = kolmogorov_distance(law.grant_gap, grants.gaps);
  fit.goodness = judge_spot(law, memoryless(law, losses, grants), trace);
  return fit;
}

// How far the figures of the seeds of the fit are off, in logarithms; a figure that one side lacks counts as a factor of e.
double distance_of(const SpotFit& fit, const CapacityTrace& trace) {
  const SpotGenerator generate(fit.law);
  std::vector<std::vector<double>> runs;
  PooledHolding all;
  for (std::uint64_t seed = 0; seed < choosing_seeds; ++seed) {
    const CapacityTrace history = generate({first_fitting_seed + seed, trace.nodes, trace.horizon});
    all.add(history);
    std::vector<double>& values = runs.emplace_back();
    for (const FitFigure& figure : figures_of(history)) values.push_back(figure.value);
  }
  std::vector<double> generated = medians_of(runs);
  std::ranges::copy(expectations_of(all), generated.begin());
  const std::vector<FitFigure> observed = figures_of(trace);
  double sum = 0;
  for (std::size_t i = 0; i < observed.size(); ++i)
    if (observed[i].value > 0) sum += generated[i] > 0 ? std::min(1.0, std::abs(std::log(generated[i] / observed[i].value))) : 1;
  return sum;
}

} // namespace

std::optional<SpotFit> fit_spot(const CapacityTrace& trace) {
  auto fit = fit_with(trace, false);
  if (!fit || trace.nodes < 2) return fit;
  auto other = fit_with(trace, true);
  return other && distance_of(*other, trace) < distance_of(*fit, trace) ? other : fit;
}

} // namespace archipelago
