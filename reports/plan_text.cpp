#include "reports/plan_report.hpp"

#include "reports/quantity_text.hpp"
#include "reports/table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr std::size_t most_refusals = 6, most_front = 12, most_reversals = 6;

// "812.3 ± 4.1 kUSD"
std::string value_text(const std::optional<FigureReading>& reading, const std::string& key, const Terminal& terminal) {
  if (!reading) return "unknown";
  const Scale scale = scale_for(std::abs(reading->value), figure_unit(key));
  return plus_minus_text(*reading, scale, terminal) + (scale.unit.empty() ? "" : " " + scale.unit);
}

std::string change_text(const std::optional<FigureReading>& change, const std::string& key, const Terminal& terminal) {
  if (!change) return "unknown";
  const Scale scale = scale_for(std::abs(change->value), figure_unit(key));
  const bool level = change->interval ? change->interval->first <= 0 && change->interval->second >= 0 : change->value == 0;
  return (change->value > 0 ? "+" : "") + plus_minus_text(*change, scale, terminal) + (scale.unit.empty() ? "" : " " + unit_of_difference(scale)) + (level ? " =" : "");
}

// The last part of a key, or the last two where another key ends alike: "west.count".
std::string short_name(const std::string& key, const std::vector<std::string>& keys) {
  const auto last = key.rfind('.');
  if (last == std::string::npos || last == 0) return key;
  const auto alike = std::count_if(keys.begin(), keys.end(), [&](const std::string& other) { return other.ends_with(key.substr(last)); });
  return key.substr(alike > 1 ? key.rfind('.', last - 1) + 1 : last + 1);   // npos + 1 is 0
}

std::string paragraph(const std::string& text, const Terminal& terminal) { return wrapped(printable(text, terminal), 2, terminal) + '\n'; }

std::string narrowing(const PlanReport& plan, const Terminal& terminal) {
  std::string text;
  const auto line = [&](std::size_t points, const std::string& what) { text += wrapped(printable(fmt::format("{} {}", points, what), terminal), 4, terminal) + '\n'; };
  line(plan.design, "points in the design");
  if (plan.left_out) line(plan.left_out, "left out by where");
  for (std::size_t i = 0; i < std::min(plan.refused.size(), most_refusals); ++i) line(plan.refused[i].points, "cannot be: " + plan.refused[i].what);
  if (plan.refused.size() > most_refusals) {
    std::size_t rest = 0;
    for (std::size_t i = most_refusals; i < plan.refused.size(); ++i) rest += plan.refused[i].points;
    line(rest, fmt::format("cannot be, for {} other reasons (--json has them)", plan.refused.size() - most_refusals));
  }
  if (plan.surely_misses) line(plan.surely_misses, "surely miss a limit, as the closed form forecasts");
  if (plan.surely_behind) line(plan.surely_behind, "surely behind, as the closed form forecasts");
  if (plan.not_looked_at) line(plan.not_looked_at, "not played although their forecasts leave it open: --most-runs allows more");
  for (const PlanRung& rung : plan.rungs)
    line(rung.points, fmt::format("played with {} seed{}; after that {} may still win", rung.seeds, rung.seeds == 1 ? "" : "s", rung.contenders));
  std::vector<std::string> spreads;
  for (const auto& [figure, spread] : plan.spreads)
    spreads.push_back(spread.second ? fmt::format("{} ± {:.2g} %", figure_title(figure), 200 * spread.first) : fmt::format("{} ± {}", figure_title(figure), quantity_text(2 * spread.first, figure_unit(figure))));
  text += '\n' + paragraph(fmt::format("{} runs of the {} of the whole design ({:.1f} %), and {} to explain the winner.{}", plan.search_runs, plan.grid_runs,
                                       plan.grid_runs ? 100.0 * static_cast<double>(plan.search_runs) / static_cast<double>(plan.grid_runs) : 0, plan.explanation_runs,
                                       spreads.empty() ? "" : fmt::format(" Forecasts: closed form, put right on the points of the first rung, {} pilots first; off by {} (two root mean squares, left-out points).", plan.pilots, fmt::join(spreads, ", "))), terminal);
  return text;
}

// Winner, runner-up and scenario side by side: what they have, and what they do.
std::string contestants(const PlanReport& plan, const Terminal& terminal) {
  std::vector<std::pair<std::string, const MeasuredPoint*>> columns{{fmt::format("winner ({})", plan.points[*plan.winner].measured.number), &plan.points[*plan.winner].measured}};
  if (plan.runner_up) columns.emplace_back(fmt::format("runner-up ({})", plan.points[*plan.runner_up].measured.number), &plan.points[*plan.runner_up].measured);
  if (plan.baseline) columns.emplace_back("as it stands", &*plan.baseline);
  Table table;
  table.add_column("", {}, Align::left);
  for (const auto& [title, point] : columns) table.add_column(title);
  for (std::size_t k = 0; k < plan.keys.size(); ++k) {
    std::vector<std::string> row{printable(plan.keys[k], terminal)};
    for (const auto& [title, point] : columns) row.push_back(shortened(printable(point->values[k], terminal), 24, terminal));
    table.add_row(std::move(row));
  }
  for (const std::string& figure : plan.figures) {
    std::vector<std::string> row{figure_title(figure)};
    for (const auto& [title, point] : columns) row.push_back(value_text(reading_of(point->of(figure)), figure, terminal));
    table.add_row(std::move(row));
  }
  return table.render(terminal);
}

std::string comparison_text(const PlanReport& plan, const PlanComparison& comparison, const Terminal& terminal) {
  std::string head = fmt::format("Against {}: {} {}", comparison.with, figure_title(plan.goal), change_text(comparison.change, plan.goal, terminal));
  if (!comparison.note.empty()) head += fmt::format("; it {}", comparison.note);
  const auto first = comparison.reversals.empty() || !comparison.reversals.front().decides ? nullptr : &comparison.reversals.front();
  if (comparison.reversals.empty()) head += ". They are the same point.";
  else if (!first) head += ". No one axis decides it: none of them turned back alone makes the winner worse for sure.";
  else if (first->change && first->note.empty()) head += fmt::format(". Decided by {}: with {} in place of {} the winner would have {}.", first->key, first->other, first->own, change_text(first->change, plan.goal, terminal));
  else head += fmt::format(". Decided by {}: with {} in place of {} the winner {}.", first->key, first->other, first->own,
                           first->change ? fmt::format("would have {} and {}", change_text(first->change, plan.goal, terminal), first->note) : fmt::format("is {}", first->note));
  std::string text = paragraph(head, terminal);
  if (comparison.reversals.size() < 2) return text;
  Table table;
  table.add_column("turned back", {}, Align::left);
  table.add_column("winner");
  table.add_column("other");
  table.add_column(figure_title(plan.goal));
  table.add_column("", {}, Align::left);
  for (std::size_t i = 0; i < std::min(comparison.reversals.size(), most_reversals); ++i) {
    const PlanReversal& reversal = comparison.reversals[i];
    table.add_row({printable(reversal.key, terminal), shortened(printable(reversal.own, terminal), 20, terminal), shortened(printable(reversal.other, terminal), 20, terminal),
                   reversal.change ? change_text(reversal.change, plan.goal, terminal) : "-", printable(reversal.note, terminal)});
  }
  return text + table.render(terminal, 2);
}

std::string flip_text(const PlanFlip& flip) {
  const BreakEven& search = flip.search;
  const std::string now = flip.present.empty() ? "" : fmt::format(" (now {})", flip.present);
  const auto holds = [](const BreakEvenSide& side) { return side.gain && side.gain->value >= 0; };
  if (search.sides.size() != 2 || !search.sides[0].gain || !search.sides[1].gain) return fmt::format("{}{}: not known along its range", search.key, now);
  if (!search.found)
    return fmt::format("{}{}: from {} to {} {}", search.key, now, search.sides[0].value, search.sides[1].value,
                       holds(search.sides[0]) ? "the winner stays ahead" : fmt::format("{} is ahead", flip.against));
  const bool sure = [&] {
    for (const BreakEvenSide& side : search.sides)
      if (side.gain->interval && side.gain->interval->first <= 0 && side.gain->interval->second >= 0) return false;
    return true;
  }();
  return fmt::format("{}{}: {} wins {} {}, the winner still at {}{}", search.key, now, flip.against, holds(search.sides[0]) ? "from" : "up to",
                     holds(search.sides[0]) ? search.sides[1].value : search.sides[0].value, holds(search.sides[0]) ? search.sides[0].value : search.sides[1].value,
                     sure ? "" : " (their intervals there include 0)");
}

std::string flips_text(const PlanReport& plan, const Terminal& terminal) {
  if (plan.flips.empty() && plan.unmoved.empty() && plan.room.empty()) return {};
  std::string text = "What would flip it\n";
  for (const std::string& room : plan.room) text += wrapped(printable("  " + room, terminal), 4, terminal) + '\n';
  for (const PlanFlip& flip : plan.flips) text += wrapped(printable("  " + flip_text(flip), terminal), 4, terminal) + '\n';
  if (!plan.unmoved.empty()) text += wrapped(printable(fmt::format("  no flip from a quarter to four times, as the closed form has it: {}", fmt::join(plan.unmoved, ", ")), terminal), 4, terminal) + '\n';
  return text + '\n';
}

std::string front_text(const PlanReport& plan, const Terminal& terminal) {
  std::vector<std::size_t> front;
  for (std::size_t i = 0; i < plan.points.size(); ++i) if (plan.points[i].on_front) front.push_back(i);
  if (front.empty()) return {};
  const auto goal = [&](std::size_t i) { return (plan.largest ? -1 : 1) * reading_of(plan.points[i].measured.of(plan.front_figures.front()))->value; };
  std::stable_sort(front.begin(), front.end(), [&](std::size_t a, std::size_t b) { return goal(a) < goal(b); });
  Table table;
  table.add_column("point");
  for (const std::string& key : plan.keys) {
    table.add_column(printable(short_name(key, plan.keys), terminal));
    table.give_way();
  }
  std::vector<Scale> scales;
  for (const std::string& figure : plan.front_figures) {
    double largest = 0;
    for (const std::size_t i : front) largest = std::max(largest, std::abs(reading_of(plan.points[i].measured.of(figure))->value));
    scales.push_back(scale_for(largest, figure_unit(figure)));
    table.add_column(figure_title(figure), scales.back().unit);
  }
  table.add_column("n");
  table.add_column("", {}, Align::left);
  for (std::size_t r = 0; r < std::min(front.size(), most_front); ++r) {
    const PlanPoint& point = plan.points[front[r]];
    std::vector<std::string> row{fmt::format("{}", point.measured.number)};
    for (const std::string& value : point.measured.values) row.push_back(shortened(printable(value, terminal), 16, terminal));
    for (std::size_t f = 0; f < plan.front_figures.size(); ++f) row.push_back(plus_minus_text(*reading_of(point.measured.of(plan.front_figures[f])), scales[f], terminal));
    row.push_back(fmt::format("{}", point.seeds));
    row.push_back(front[r] == plan.winner ? "winner" : point.keeping == "open" ? "misses a limit on average" : "");
    table.add_row(std::move(row));
  }
  std::string text = fmt::format("Pareto front: no point that was played with all seeds beats these in {} at once\n",
                                 plan.front_figures.size() == 1 ? "the goal" : plan.front_figures.size() == 2 ? "both figures" : "all figures") + table.render(terminal, 2);
  if (front.size() > most_front) text += fmt::format("  and {} more: --json has them all\n", front.size() - most_front);
  return text + '\n';
}

} // namespace

std::string plan_text(const PlanReport& plan, const Terminal& terminal) {
  std::string text = paragraph(fmt::format("{}: {} {}{}", plan.name, plan.largest ? "most" : "least", figure_title(plan.goal), plan.limits.empty() ? "" : fmt::format(" with {}", fmt::join(plan.limits, ", "))), terminal);
  text += '\n' + narrowing(plan, terminal) + '\n';
  if (!plan.winner) {
    text += paragraph("No point that was played keeps to all limits on average. Loosen one, or vary more.", terminal);
    for (const std::string& near : plan.nearest) text += wrapped(printable("  " + near, terminal), 4, terminal) + '\n';
    text += '\n';
  } else {
    text += contestants(plan, terminal) + '\n';
    if (!plan.level.empty()) {
      std::vector<std::size_t> numbers;
      for (std::size_t i = 0; i < std::min<std::size_t>(plan.level.size(), 8); ++i) numbers.push_back(plan.points[plan.level[i]].measured.number);
      text += paragraph(fmt::format("The winner has the best mean, but cannot be told from point{} {}{}: take what is simplest among them, or more --replications.", plan.level.size() == 1 ? "" : "s",
                                    fmt::join(numbers, ", "), plan.level.size() > 8 ? fmt::format(" and {} more", plan.level.size() - 8) : ""), terminal) + '\n';
    }
    for (const PlanComparison& comparison : plan.comparisons) text += comparison_text(plan, comparison, terminal) + '\n';
    text += flips_text(plan, terminal);
  }
  text += front_text(plan, terminal);
  for (const std::string& note : plan.notes) text += paragraph(note, terminal);
  std::string definitions = "Intervals: 90 %, Student's t over n seeds; differences are paired by seed; \"=\": no difference shown.";
  for (const std::string& key : plan.front_figures)
    if (const Figure* figure = find_figure(key)) definitions += fmt::format(" {} ({}): {}.", figure->title, key, figure->definition);
  return text + paragraph(definitions, terminal);
}

} // namespace archipelago
