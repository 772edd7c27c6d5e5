#include "sim/study/plan/standing.hpp"

#include "models/statistics/pareto.hpp"

#include <algorithm>
#include <set>

namespace archipelago {

namespace {

const SeedValues* values_of(const MeasuredPoint& point, const std::string& figure) {
  const auto found = point.figures.find(figure);
  return found == point.figures.end() || found->second.empty() ? nullptr : &found->second;
}

std::optional<FigureReading> mean_of(const std::vector<double>& samples) {
  SeedValues values;
  for (std::size_t i = 0; i < samples.size(); ++i) values.emplace(i, samples[i]);
  return reading_of(values);
}

int rank_of(Keeping keeping) { return keeping == Keeping::meets || keeping == Keeping::open ? 0 : 1; }

// `count` of the list, evenly, its ends among them.
std::vector<std::size_t> spread_out(const std::vector<std::size_t>& list, std::size_t count) {
  if (list.size() <= count) return list;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < count; ++i) kept.push_back(list[count == 1 ? 0 : i * (list.size() - 1) / (count - 1)]);
  return kept;
}

} // namespace

Keeping keeping_of(const PlanLimit& limit, const MeasuredPoint& point, const Slack& slack) {
  const SeedValues* values = values_of(point, limit.figure);
  if (!values) return Keeping::unknown;
  const FigureReading reading = *reading_of(*values);
  if (limit.at_least ? reading.value >= limit.limit : reading.value <= limit.limit) return Keeping::meets;
  const auto found = slack.find(limit.figure);
  const double own = found == slack.end() ? 0 : found->second;
  const double low = reading.interval ? reading.interval->first : reading.value - own, high = reading.interval ? reading.interval->second : reading.value + own;
  return (limit.at_least ? high >= limit.limit : low <= limit.limit) ? Keeping::open : Keeping::misses;
}

Keeping keeping_of(const PlanQuestion& question, const MeasuredPoint& point, const Slack& slack) {
  if (!point.failed.empty() || !values_of(point, question.goal.figure)) return Keeping::unknown;
  Keeping worst = Keeping::meets;
  for (const PlanLimit& limit : question.limits) worst = std::max(worst, keeping_of(limit, point, slack));
  return worst;
}

Standings standings(const PlanQuestion& question, const Played& played, const Slack& slack) {
  Standings all;
  for (const auto& [candidate, point] : played) {
    Standing& standing = all.points.emplace_back(Standing{candidate, keeping_of(question, point, slack), {}, {}, false});
    if (const SeedValues* goal = values_of(point, question.goal.figure)) standing.goal = reading_of(*goal);
  }
  std::stable_sort(all.points.begin(), all.points.end(), [&](const Standing& a, const Standing& b) {
    if (rank_of(a.keeping) != rank_of(b.keeping)) return rank_of(a.keeping) < rank_of(b.keeping);
    if (!a.goal || !b.goal) return a.goal.has_value() > b.goal.has_value();
    return question.goal.largest ? a.goal->value > b.goal->value : a.goal->value < b.goal->value;
  });
  const auto leader = std::find_if(all.points.begin(), all.points.end(), [](const Standing& standing) { return standing.keeping == Keeping::meets; });
  all.has_leader = leader != all.points.end();
  if (!all.has_leader) return all;
  std::rotate(all.points.begin(), leader, leader + 1);
  const SeedValues& best = *values_of(played.at(all.points.front().candidate), question.goal.figure);
  for (std::size_t i = 1; i < all.points.size(); ++i) {
    const SeedValues* own = values_of(played.at(all.points[i].candidate), question.goal.figure);
    if (!own) continue;
    Standing& standing = all.points[i];
    standing.to_leader = mean_of(paired(*own, best));
    standing.told_apart = standing.to_leader && standing.to_leader->interval && (standing.to_leader->interval->first > 0 || standing.to_leader->interval->second < 0);
  }
  return all;
}

std::vector<std::size_t> front_of(const PlanQuestion& question, const Played& played, const Slack& slack) {
  std::vector<std::size_t> candidates;
  std::vector<Objectives> objectives;
  for (const auto& [candidate, point] : played) {
    if (rank_of(keeping_of(question, point, slack)) != 0) continue;
    Objectives values;
    for (const PlanObjective& objective : question.front)
      if (const SeedValues* own = values_of(point, objective.figure)) values.push_back((objective.largest ? -1 : 1) * reading_of(*own)->value);
    if (values.size() != question.front.size()) continue;
    candidates.push_back(candidate);
    objectives.push_back(std::move(values));
  }
  std::vector<std::size_t> front;
  if (question.front.empty() || candidates.empty()) return front;
  const auto layers = pareto_layers(objectives, 1);
  for (const std::size_t i : layers.front()) front.push_back(candidates[i]);
  return front;
}

Promotion promoted(const PlanQuestion& question, const Played& played, Places places, const Slack& slack) {
  Promotion promotion;
  const Standings all = standings(question, played, slack);
  std::vector<const Standing*> contenders;
  for (const Standing& standing : all.points) {
    if (rank_of(standing.keeping) != 0) continue;
    const bool behind = standing.told_apart && (question.goal.largest ? standing.to_leader->value < 0 : standing.to_leader->value > 0);
    if (!behind) contenders.push_back(&standing);
  }
  promotion.contenders = contenders.size();
  std::set<std::size_t> kept;
  const auto meets = [](const Standing* standing) { return standing->keeping == Keeping::meets; };
  for (const Standing* standing : contenders) if (meets(standing) && kept.size() < (places.goal + 1) / 2) kept.insert(standing->candidate);
  for (const Standing* standing : contenders) if (kept.size() < places.goal) kept.insert(standing->candidate);
  for (const std::size_t candidate : spread_out(front_of(question, played, slack), places.front)) kept.insert(candidate);
  for (const Standing& standing : all.points) if (kept.contains(standing.candidate)) promotion.candidates.push_back(standing.candidate);
  return promotion;
}

} // namespace archipelago
