// A chart of bars as data: what the dashboard draws, what the renderer turns into SVG, and what stands beside the picture as a table.
//
//   bars       one value a category and series
//   stacked    series on top of each other in each category
//   waterfall  the first category from zero, each next one from where the last ended; a `total` category starts at zero again
//   spans      in each category pieces from one value to another, coloured by series: a Gantt chart, a tornado
//   grid       a cell for each category (down) and column (across), shaded by its value: above zero good, below bad, unknown none
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

enum class BarKind { bars, stacked, waterfall, spans, grid };

struct BarSpan { std::size_t category = 0; double from = 0, to = 0; };

struct BarSeries {
  std::string name;
  std::vector<double> values;                              // one per category
  std::vector<std::pair<double, double>> intervals = {};   // of the values; empty: none
  std::vector<BarSpan> spans = {};                         // instead of values
};

struct BarChart {
  std::string id, title, description;   // the description is the alternative text
  BarKind kind = BarKind::bars;
  std::string unit;
  std::vector<std::string> categories;
  std::vector<BarSeries> series;
  std::vector<bool> totals = {};        // of a waterfall, per category
  std::vector<std::string> columns = {}, texts = {};   // of a grid: names across, words in the cells row by row as the values of its one series
  std::optional<double> mark = {};      // a line across all categories, such as zero
};

nlohmann::json to_json(const BarChart& chart);

}   // namespace archipelago
