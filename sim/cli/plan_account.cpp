#include "sim/cli/plan_account.hpp"

#include "reports/quantity_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

// What a plan weighs against each other, each with the figures that say it, the best one first.
const std::vector<std::vector<PlanObjective>> sides{
    {{"cost.to_equal_loss_usd", false}, {"cost.to_target_usd", false}, {"cost.per_million_effective_tokens_usd", false}, {"cost.per_million_tokens_usd", false}, {"cost.total_usd", false}},
    {{"quality.time_to_equal_loss_s", false}, {"time_to_target_s", false}, {"tokens_per_s", true}},
    {{"quality.token_efficiency", true}, {"quality.loss", false}}};

constexpr const char* plan_figures[] = {"goodput", "compute_utilization", "tokens_per_s"};

std::string word_of(Keeping keeping) {
  switch (keeping) {
    case Keeping::meets: return "meets";
    case Keeping::open: return "open";
    case Keeping::misses: return "misses";
    case Keeping::unknown: break;
  }
  return "unknown";
}

std::size_t seeds_of(const MeasuredPoint& point) {
  std::size_t seeds = point.failed.size();
  for (const auto& [figure, values] : point.figures) seeds = std::max(seeds, values.size());
  return seeds;
}

// Among all points that were played, with whatever seeds they have.
std::string nearest_to(const PlanLimit& limit, const PlanReport& report) {
  std::optional<FigureReading> nearest;
  std::size_t number = 0;
  for (const PlanPoint& point : report.points) {
    const auto found = point.measured.figures.find(limit.figure);
    const auto reading = found == point.measured.figures.end() ? std::nullopt : reading_of(found->second);
    if (!reading || (nearest && (limit.at_least ? reading->value <= nearest->value : reading->value >= nearest->value))) continue;
    nearest = reading;
    number = point.measured.number;
  }
  const Figure* figure = find_figure(limit.figure);
  const std::string title = figure ? std::string(figure->title) : limit.figure;
  if (!nearest) return fmt::format("nothing is known of {}", title);
  return fmt::format("nearest to {}{}: {}, at point {}", title, limit.text.substr(limit.figure.size()), quantity_text(nearest->value, figure ? figure->unit : ""), number);
}

std::string room_within(const PlanLimit& limit, const MeasuredPoint& winner) {
  const auto reading = reading_of(winner.figures.at(limit.figure));
  const Figure* figure = find_figure(limit.figure);
  const double room = (limit.at_least ? -1 : 1) * (limit.limit - reading->value);
  const bool sure = !reading->interval || (limit.at_least ? reading->interval->first >= limit.limit : reading->interval->second <= limit.limit);
  return fmt::format("{}: {}{}{}", limit.text, quantity_text(reading->value, figure ? figure->unit : ""), limit.limit != 0 ? fmt::format(", {:.2g} % within it", 100 * room / std::abs(limit.limit)) : "",
                     sure ? "" : "; its interval lies across the limit");
}

} // namespace

PlanQuestion question_of(const Study& study, const std::vector<std::string>& shown) {
  PlanQuestion question;
  question.goal = {study.goal->figure, study.goal->largest};
  const auto add = [&](const std::string& figure) {
    if (std::find(question.figures.begin(), question.figures.end(), figure) == question.figures.end()) question.figures.push_back(figure);
  };
  add(question.goal.figure);
  for (const FigureLimit& limit : study.requirements.figures) {
    question.limits.push_back({limit.figure, limit.at_least, limit.limit, text_of(limit)});
    add(limit.figure);
  }
  for (const auto& side : sides) for (const PlanObjective& objective : side) add(objective.figure);
  for (const std::string& figure : shown) add(figure);
  for (const char* figure : plan_figures) add(figure);
  return question;
}

void choose_front(PlanQuestion& question, const std::vector<Candidate>& candidates) {
  question.front = {question.goal};
  for (const auto& side : sides) {
    if (std::any_of(side.begin(), side.end(), [&](const PlanObjective& objective) { return objective.figure == question.goal.figure; })) continue;
    const auto known = [&](const PlanObjective& objective) {
      const auto f = static_cast<std::size_t>(std::find(question.figures.begin(), question.figures.end(), objective.figure) - question.figures.begin());
      return std::all_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) { return std::isfinite(candidate.closed_form[f]); });
    };
    if (const auto found = std::find_if(side.begin(), side.end(), known); found != side.end()) question.front.push_back(*found);
  }
}

PlanReport account_of(const Study& study, const PlanQuestion& question, const ScreenedDesign& screening, const Halving& halving, std::size_t design, std::size_t seeds) {
  PlanReport report;
  report.name = study.name;
  report.keys = axis_keys(study);
  report.goal = question.goal.figure;
  report.largest = question.goal.largest;
  for (const PlanLimit& limit : question.limits) report.limits.push_back(limit.text);
  for (const PowerLimit& limit : study.requirements.power) report.limits.push_back(fmt::format("power of {} <= {}", limit.site.empty() ? "every site" : "site " + limit.site, limit.written));
  if (!study.requirements.zones.empty()) report.limits.push_back(fmt::format("zones: {}", fmt::join(study.requirements.zones, ", ")));
  if (study.requirements.memory_fits) report.limits.emplace_back("memory fits");
  for (const PlanObjective& objective : question.front) report.front_figures.push_back(objective.figure);
  report.design = design;
  report.left_out = screening.left_out;
  for (const RefusedPoints& refusal : screening.refused) report.refused.push_back({refusal.reason, refusal.points});
  report.pilots = halving.pilots;
  for (std::size_t f = 0; f < halving.spreads.size(); ++f) {
    const bool matters = f == 0 || std::any_of(question.limits.begin(), question.limits.end(), [&](const PlanLimit& limit) { return limit.figure == question.figures[f]; });
    if (matters) report.spreads.emplace_back(question.figures[f], halving.spreads[f]);
  }
  report.surely_misses = halving.unplayed.misses;
  report.surely_behind = halving.unplayed.behind;
  report.not_looked_at = halving.unplayed.open;
  for (const Rung& rung : halving.rungs) report.rungs.push_back({rung.seeds, rung.points, rung.runs, rung.contenders});
  report.grid_runs = design * seeds;
  for (std::size_t c = 0; c < screening.candidates.size(); ++c) {
    const Candidate& candidate = screening.candidates[c];
    PlanPoint& point = report.points.emplace_back(PlanPoint{{candidate.point.number, candidate.point.values, {}, {}}, {}, 0, {}, false});
    for (std::size_t f = 0; f < question.figures.size(); ++f)
      if (std::isfinite(candidate.closed_form[f])) point.closed_form[question.figures[f]] = candidate.closed_form[f];
    const auto played = halving.played.find(c);
    if (played == halving.played.end()) continue;
    point.measured = played->second;
    point.seeds = seeds_of(played->second);
    point.keeping = word_of(keeping_of(question, played->second));
  }
  for (const std::string& figure : question.figures) {   // those that are known, and not the second best of their kind
    const bool wanted = figure == question.goal.figure || std::any_of(question.limits.begin(), question.limits.end(), [&](const PlanLimit& limit) { return limit.figure == figure; }) ||
                        std::any_of(question.front.begin(), question.front.end(), [&](const PlanObjective& objective) { return objective.figure == figure; }) ||
                        std::none_of(sides.begin(), sides.end(), [&](const auto& side) { return std::any_of(side.begin(), side.end(), [&](const PlanObjective& objective) { return objective.figure == figure; }); });
    const bool known = std::any_of(report.points.begin(), report.points.end(), [&](const PlanPoint& point) { return point.measured.figures.contains(figure); });
    if (wanted && known) report.figures.push_back(figure);
  }
  return report;
}

void add_outcome(PlanReport& report, const PlanQuestion& question, const Standings& last, const Played& final_round) {
  for (const std::size_t candidate : front_of(question, final_round)) report.points[candidate].on_front = true;
  if (!last.has_leader) {
    for (const PlanLimit& limit : question.limits) report.nearest.push_back(nearest_to(limit, report));
    return;
  }
  report.winner = last.points.front().candidate;
  for (const PlanLimit& limit : question.limits) report.room.push_back(room_within(limit, final_round.at(*report.winner)));
  for (std::size_t i = 1; i < last.points.size(); ++i) {
    const Standing& standing = last.points[i];
    if (standing.keeping != Keeping::meets) continue;
    if (!report.runner_up) report.runner_up = standing.candidate;
    const auto& interval = standing.to_leader ? standing.to_leader->interval : std::nullopt;
    if (standing.to_leader && (interval ? interval->first <= 0 && interval->second >= 0 : standing.to_leader->value == 0)) report.level.push_back(standing.candidate);
  }
}

std::string screening_text_of(const ScreenedDesign& screening, std::size_t design, std::size_t first_rung, const HalvingOptions& options) {
  std::string text = fmt::format("{} points", design);
  if (screening.left_out) text += fmt::format(", {} left out by where", screening.left_out);
  text += fmt::format(", {} can be played\n", screening.candidates.size());
  for (const RefusedPoints& refusal : screening.refused) text += fmt::format("  {} not: {}\n", refusal.points, refusal.reason);
  return text + fmt::format("first rung: at most {} points; {} seeds in the last; at most {} runs before the winner is explained\n", first_rung, options.seeds, options.most_runs);
}

} // namespace archipelago
