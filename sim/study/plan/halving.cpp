#include "sim/study/plan/halving.hpp"

#include "models/statistics/pareto.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace archipelago {

namespace {

constexpr std::size_t parts = 4;              // of the first rung after the pilots
constexpr std::size_t fewest_pilots = 24;

std::size_t front_places(std::size_t points) { return points / 4; }

std::vector<std::size_t> rung_seeds(std::size_t all) {
  std::vector<std::size_t> seeds;
  for (std::size_t n = 1; n < all; n *= 2) seeds.push_back(n);
  seeds.push_back(std::max<std::size_t>(all, 1));
  return seeds;
}

std::size_t points_of_rung(std::size_t first, std::size_t rung, std::size_t finalists) { return std::min(first, std::max(finalists, first >> rung)); }

std::size_t runs_of(std::size_t first, const HalvingOptions& options) {
  const auto seeds = rung_seeds(options.seeds);
  std::size_t runs = 0;
  for (std::size_t rung = 0; rung < seeds.size(); ++rung) runs += points_of_rung(first, rung, options.finalists) * (seeds[rung] - (rung ? seeds[rung - 1] : 0));
  return runs;
}

class Halver {
public:
  Halver(const PlanQuestion& question, const std::vector<Candidate>& candidates, const HalvingOptions& options, const PlayCandidates& play)
      : question_(question), candidates_(candidates), options_(options), play_(play), forecaster_(question.figures, candidates), first_(std::min(candidates.size(), first_rung_points(options))) {}

  Halving run() {
    const auto seeds = rung_seeds(options_.seeds);
    first_rung(seeds.front());
    for (std::size_t rung = 1; rung < seeds.size(); ++rung) {
      const std::size_t places = points_of_rung(first_, rung, options_.finalists);
      const Promotion on = promoted(question_, latest_, {places - front_places(places), front_places(places)}, slack());
      halving_.rungs.back().contenders = on.contenders;
      halving_.rungs.push_back({seeds[rung], on.candidates.size(), on.candidates.size() * (seeds[rung] - seeds[rung - 1]), 0});
      latest_.clear();
      play(on.candidates, seeds[rung]);
    }
    const Standings last = standings(question_, latest_, options_.seeds == 1 ? slack() : Slack());
    for (const Standing& standing : last.points) halving_.finalists.push_back(standing.candidate);
    for (const Standing& standing : last.points)
      halving_.rungs.back().contenders += (standing.keeping == Keeping::meets || standing.keeping == Keeping::open) && !standing.told_apart;
    for (const std::string& figure : question_.figures) halving_.spreads.emplace_back(forecaster_.spread(figure), forecaster_.relative(figure));
    return std::move(halving_);
  }

private:
  void play(const std::vector<std::size_t>& candidates, std::size_t seeds) {
    if (candidates.empty()) return;
    auto points = play_(candidates, seeds);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      halving_.played[candidates[i]] = points[i];
      latest_[candidates[i]] = std::move(points[i]);
    }
  }

  void first_rung(std::size_t seeds) {
    const auto pilots = first_ == candidates_.size() ? everyone() : choose_pilots();
    halving_.pilots = pilots.size();
    play(pilots, seeds);
    forecaster_.learn(latest_);
    for (std::size_t part = 0; part < parts && latest_.size() < first_; ++part) {
      const std::size_t left = first_ - latest_.size();
      play(most_promising(part + 1 == parts ? left : std::max<std::size_t>(1, left / (parts - part))), seeds);
      forecaster_.learn(latest_);
    }
    halving_.rungs.push_back({seeds, latest_.size(), latest_.size() * seeds, 0});
    count_unplayed();
  }

  std::vector<std::size_t> everyone() const {
    std::vector<std::size_t> all(candidates_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
  }

  // A sign that makes less better; what is not known is worst.
  double merit(double value) const { return std::isfinite(value) ? (question_.goal.largest ? -value : value) : std::numeric_limits<double>::infinity(); }

  // Half of them evenly over all in the order of the closed form, half over its better quarter. Where it knows nothing, the order is the design's.
  std::vector<std::size_t> choose_pilots() const {
    auto order = everyone();
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return merit(candidates_[a].closed_form.front()) < merit(candidates_[b].closed_form.front()); });
    const std::size_t wanted = std::min(std::max(fewest_pilots, 2 * candidates_.front().features.size() + 8), std::max(first_ / 2, std::min(first_, fewest_pilots)));
    std::set<std::size_t> chosen;
    const auto spread = [&](std::size_t among, std::size_t count) {
      for (std::size_t i = 0; i < count; ++i) chosen.insert(order[(2 * i + 1) * among / (2 * count)]);
    };
    spread(order.size(), (wanted + 1) / 2);
    spread((order.size() + 3) / 4, wanted / 2);
    return {chosen.begin(), chosen.end()};
  }

  enum class Chance { misses, behind, open };

  // Of a candidate that was not played, against the best point that was and keeps to the limits.
  Chance chance_of(std::size_t candidate, double leader) const {
    for (const PlanLimit& limit : question_.limits) {
      const CorrectedForecast forecast = forecaster_.of(candidate, limit.figure);
      if (limit.at_least ? forecast.high < limit.limit : forecast.low > limit.limit) return Chance::misses;
    }
    const CorrectedForecast goal = forecaster_.of(candidate, question_.goal.figure);
    return (question_.goal.largest ? -goal.high : goal.low) > leader ? Chance::behind : Chance::open;
  }

  double leader() const {
    const Standings all = standings(question_, latest_, slack());
    return all.has_leader ? merit(all.points.front().goal->value) : std::numeric_limits<double>::infinity();
  }

  std::vector<std::size_t> most_promising(std::size_t count) const {
    const double best = leader();
    std::vector<std::size_t> contenders, for_front;
    std::vector<Objectives> objectives;
    for (std::size_t c = 0; c < candidates_.size(); ++c) {
      if (latest_.contains(c)) continue;
      const Chance chance = chance_of(c, best);
      if (chance == Chance::misses) continue;
      if (chance == Chance::open) contenders.push_back(c);
      Objectives values;
      for (const PlanObjective& objective : question_.front) values.push_back((objective.largest ? -1 : 1) * forecaster_.of(c, objective.figure).value);
      for_front.push_back(c);
      objectives.push_back(std::move(values));
    }
    std::stable_sort(contenders.begin(), contenders.end(), [&](std::size_t a, std::size_t b) {
      return merit(forecaster_.of(a, question_.goal.figure).value) < merit(forecaster_.of(b, question_.goal.figure).value);
    });
    std::set<std::size_t> chosen;
    const auto layers = question_.front.empty() ? std::vector<std::vector<std::size_t>>() : pareto_layers(objectives, front_places(count));
    for (const auto& layer : layers)
      for (const std::size_t i : layer) if (chosen.size() < front_places(count)) chosen.insert(for_front[i]);
    for (const std::size_t candidate : contenders) if (chosen.size() < count) chosen.insert(candidate);
    return {chosen.begin(), chosen.end()};
  }

  void count_unplayed() {
    const double best = leader();
    for (std::size_t c = 0; c < candidates_.size(); ++c) {
      if (latest_.contains(c)) continue;
      const Chance chance = chance_of(c, best);
      ++(chance == Chance::misses ? halving_.unplayed.misses : chance == Chance::behind ? halving_.unplayed.behind : halving_.unplayed.open);
    }
  }

  // What one seed may be off by is at most what forecasts are off by.
  Slack slack() const {
    Slack slack;
    for (const PlanLimit& limit : question_.limits)
      slack[limit.figure] = 2 * forecaster_.spread(limit.figure) * (forecaster_.relative(limit.figure) ? std::abs(limit.limit) : 1);
    return slack;
  }

  const PlanQuestion& question_;
  const std::vector<Candidate>& candidates_;
  const HalvingOptions& options_;
  const PlayCandidates& play_;
  Forecaster forecaster_;
  std::size_t first_;
  Played latest_;                             // of the present rung
  Halving halving_;
};

} // namespace

std::size_t first_rung_points(const HalvingOptions& options) {
  std::size_t low = 1, high = std::max<std::size_t>(2, options.most_runs + 1);   // runs grow with the points
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    (runs_of(middle, options) <= options.most_runs ? low : high) = middle;
  }
  return low;
}

Halving run_halving(const PlanQuestion& question, const std::vector<Candidate>& candidates, const HalvingOptions& options, const PlayCandidates& play) {
  if (candidates.empty()) return {};
  return Halver(question, candidates, options, play).run();
}

} // namespace archipelago
