#include "models/failures/generators/fit_spot.hpp"

#include "models/failures/generators/fit_length.hpp"
#include "models/failures/generators/meet_moments.hpp"
#include "models/failures/traces/holding_statistics.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace archipelago {

namespace {

constexpr std::uint64_t first_seeds = 240, fitting_seeds = 960, judging_seeds = 30;

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

std::vector<std::vector<FitFigure>> runs_of(const SpotLaw& law, const CapacityTrace& like) {
  const SpotGenerator generate(law);
  std::vector<std::vector<FitFigure>> runs;
  for (std::uint64_t seed = 1; seed <= judging_seeds; ++seed) runs.push_back(figures_of(generate({seed, like.nodes, like.horizon})));
  return runs;
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
std::vector<double> moments_of(const CapacityTrace& trace) {
  const HoldingStatistics s = statistics_of(trace);
  return {s.losses_per_node_hour, s.availability > 0 ? (1 - s.availability) / s.availability : 0, s.share_of_several};
}

std::optional<SpotFit> fit_with(const CapacityTrace& trace, bool per_instance) {
  const Changes losses = changes_of(trace, true, per_instance), grants = changes_of(trace, false, false);
  if (losses.gaps.size() < 10 || grants.gaps.size() < 10) return std::nullopt;
  const auto loss_gap = fit_length(losses.gaps), grant_gap = fit_length(grants.gaps);
  if (!loss_gap || !grant_gap) return std::nullopt;
  SpotFit fit;
  SpotLaw& law = fit.law;
  law = {*loss_gap, *grant_gap, batch_of(losses), batch_of(grants), per_instance, static_cast<double>(trace.steps.front().available) / trace.nodes};
  fit.loss_distance = kolmogorov_distance(*loss_gap, losses.gaps);
  fit.grant_distance = kolmogorov_distance(*grant_gap, grants.gaps);

  double loss_factor = 1, grant_factor = 1;
  const auto turned = [&] {
    SpotLaw scaled = law;
    scaled.loss_gap = loss_gap->scaled(loss_factor);
    scaled.grant_gap = grant_gap->scaled(grant_factor);
    return scaled;
  };
  std::vector<FitKnob> knobs{{&loss_factor, 0, 1e-3, 1e3, -0.7}, {&grant_factor, 1, 1e-3, 1e3, 0.7}};
  if (law.loss.several > 0) knobs.push_back({&law.loss.several, 2, 1e-4, 1, 0.9});
  std::optional<SpotGenerator> generate;                           // its tables are the slow part: once for all seeds of a round
  std::array<double, 3> made_for{};
  const auto run = [&](std::uint64_t seed) {
    const std::array constants{loss_factor, grant_factor, law.loss.several};
    if (!generate || constants != made_for) generate.emplace(turned());
    made_for = constants;
    return moments_of((*generate)({seed, trace.nodes, trace.horizon}));
  };
  turn_knobs(knobs, moments_of(trace), 12, first_fitting_seed, first_seeds, run);
  turn_knobs(knobs, moments_of(trace), 4, first_fitting_seed, fitting_seeds, run);   // histories differ much: medians of few are off
  law = turned();
  fit.goodness = compare_figures(figures_of(trace), runs_of(law, trace), runs_of(memoryless(law, losses, grants), trace));
  return fit;
}

// How far the figures of the seeds of the fit are off, in logarithms; a figure that one side lacks counts as a factor of e.
double distance_of(const SpotFit& fit, const CapacityTrace& trace) {
  const SpotGenerator generate(fit.law);
  std::vector<std::vector<double>> runs;
  for (std::uint64_t seed = 0; seed < fitting_seeds; ++seed) {
    std::vector<double>& values = runs.emplace_back();
    for (const FitFigure& figure : figures_of(generate({first_fitting_seed + seed, trace.nodes, trace.horizon}))) values.push_back(figure.value);
  }
  const std::vector<double> medians = medians_of(runs);
  const std::vector<FitFigure> observed = figures_of(trace);
  double sum = 0;
  for (std::size_t i = 0; i < observed.size(); ++i)
    if (observed[i].value > 0) sum += medians[i] > 0 ? std::min(1.0, std::abs(std::log(medians[i] / observed[i].value))) : 1;
  return sum;
}

} // namespace

std::optional<SpotFit> fit_spot(const CapacityTrace& trace) {
  auto fit = fit_with(trace, false);
  if (!fit || trace.nodes < 2) return fit;
  auto other = fit_with(trace, true);
  return other && distance_of(*other, trace) < distance_of(*fit, trace) ? other : fit;
}

std::vector<FitFigure> figures_of(const CapacityTrace& trace) {
  const HoldingStatistics s = statistics_of(trace);
  const double batches = trace.nodes > 1 ? 1 : 0;
  return {{"availability", "", s.availability, 0.05},
          {"losses per node-hour", "", s.losses_per_node_hour, 0.10},
          {"losses of several at once", "", s.share_of_several, 0.20 * batches},
          {"largest loss", "instances", static_cast<double>(s.largest_loss), 0},
          {"time with all held", "", s.share_full, 0},
          {"time with none held", "", s.share_none, 0},
          {"all held, p50", "s", s.full.up.p50, 0},
          {"all held, p90", "s", s.full.up.p90, 0},
          {"fewer held, p50", "s", s.full.down.p50, 0},
          {"fewer held, p90", "s", s.full.down.p90, 0},
          {"all held, Weibull k", "", s.full.up_fit ? s.full.up_fit->law.shape : 0, 0}};
}

} // namespace archipelago
