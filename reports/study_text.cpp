#include "reports/study_text.hpp"

#include "reports/quantity_text.hpp"
#include "reports/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

Scale column_scale(const MeasuredStudy& study, const std::string& key) {
  double largest = 0;
  for (const MeasuredPoint& point : study.points)
    if (const auto found = point.figures.find(key); found != point.figures.end())
      for (const auto& [seed, value] : found->second) largest = std::max(largest, std::abs(value));
  return scale_for(largest, figure_unit(key));
}

std::string short_key(const std::string& key) {   // "network.links.west-wan.bandwidth" -> "west-wan.bandwidth"
  const auto last = key.rfind('.');
  if (last == std::string::npos) return key;
  const auto before = key.rfind('.', last - 1);
  return before == std::string::npos ? key : key.substr(before + 1);
}

std::string best_table(const MeasuredStudy& study, const std::vector<RankedPoint>& points, const Terminal& terminal, std::size_t most_rows) {
  Table table;
  table.add_column("point");
  for (const std::string& key : study.keys) table.add_column(printable(short_key(key), terminal));
  std::vector<Scale> scales;
  for (const std::string& key : study.figures) {
    scales.push_back(column_scale(study, key));
    table.add_column(figure_title(key), scales.back().unit);
    if (key != study.goal) table.give_way();
  }
  double widest = 0;
  for (const RankedPoint& point : points) if (point.to_best) widest = std::max(widest, std::abs(point.to_best->value));
  const Scale difference = scale_for(widest, figure_unit(study.goal));
  table.add_column("to the best", difference.unit == "%" ? "points" : difference.unit);
  table.add_column("n");
  for (std::size_t i = 0; i < std::min(points.size(), most_rows); ++i) {
    const MeasuredPoint& point = *points[i].point;
    std::vector<std::string> row{fmt::format("{}", point.number)};
    for (const std::string& value : point.values) row.push_back(printable(value, terminal));
    for (std::size_t f = 0; f < study.figures.size(); ++f) {
      const auto found = point.figures.find(study.figures[f]);
      const auto reading = found == point.figures.end() ? std::nullopt : reading_of(found->second);
      row.push_back(reading ? plus_minus_text(*reading, scales[f], terminal) : "unknown");
    }
    const auto& to_best = points[i].to_best;
    row.push_back(i == 0 && points[i].goal ? "best" : to_best ? (to_best->value > 0 ? "+" : "") + plus_minus_text(*to_best, difference, terminal) + (points[i].tied ? " =" : "") : "");
    row.push_back(points[i].goal ? fmt::format("{}", points[i].goal->n) : "0");
    table.add_row(std::move(row));
  }
  std::string text = table.render(terminal);
  if (points.size() > most_rows) text += fmt::format("and {} more: --json or --csv has them all\n", points.size() - most_rows);
  return text;
}

// The points of a grid over one axis (key 0) or two, where lock-step keys count as one.
std::string picture(const MeasuredStudy& study, const Terminal& terminal) {
  const auto unit = figure_unit(study.goal);
  const auto goal_of = [&](const MeasuredPoint& point) {
    const auto found = point.figures.find(study.goal);
    return found == point.figures.end() ? std::nullopt : reading_of(found->second);
  };
  if (study.axes.size() == 1 && study.points.size() > 1 && study.points.size() <= 40) {
    std::vector<WhiskerRow> rows;
    for (const MeasuredPoint& point : study.points) rows.push_back({point.values.front(), goal_of(point)});
    return fmt::format("{} over {}, mean and 90 % interval\n", figure_title(study.goal), study.keys.front()) + whisker_plot(rows, unit, terminal);
  }
  if (study.axes.size() != 2 || study.keys.size() != 2 || study.axes[0].size() > 40 || study.axes[1].size() > 12) return {};
  HeatMap map{study.keys[0], study.keys[1], study.axes[0], study.axes[1], {}};
  map.cells.assign(map.rows.size(), std::vector<std::optional<double>>(map.columns.size()));
  for (const MeasuredPoint& point : study.points) {
    const auto row = std::find(map.rows.begin(), map.rows.end(), point.values[0]) - map.rows.begin();
    const auto column = std::find(map.columns.begin(), map.columns.end(), point.values[1]) - map.columns.begin();
    if (const auto goal = goal_of(point)) map.cells[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] = goal->value;
  }
  return fmt::format("{}, means\n", figure_title(study.goal)) + heat_map(map, unit, terminal);
}

} // namespace

std::string study_text(const MeasuredStudy& study, const Terminal& terminal, std::size_t most_rows) {
  const auto points = ranked(study);
  std::string text = fmt::format("{}: {} points, {} {} first\n\n", printable(study.name, terminal), points.size(), study.largest ? "largest" : "least", figure_title(study.goal));
  text += best_table(study, points, terminal, most_rows);
  if (const std::string drawn = picture(study, terminal); !drawn.empty()) text += '\n' + drawn;
  std::string sentences = study_sentences(study, points);
  text += '\n';
  for (std::size_t start = 0; start < sentences.size();) {
    const auto end = sentences.find('\n', start);
    text += wrapped(printable(sentences.substr(start, end - start), terminal), 2, terminal) + '\n';
    start = end + 1;
  }
  if (const Figure* figure = find_figure(study.goal))
    text += wrapped(fmt::format("{} ({}): {}. Intervals: 90 %, Student's t over n seeds; \"=\": no difference shown.", figure->title, study.goal, figure->definition), 2, terminal) + '\n';
  return text;
}

} // namespace archipelago
