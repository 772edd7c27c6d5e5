#include "reports/study_text.hpp"

#include "reports/quantity_text.hpp"
#include "reports/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace archipelago {

namespace {

struct Extent {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
  void take(double value) { low = std::min(low, value); high = std::max(high, value); }
  bool empty() const { return low > high; }
  double place(double value) const { return high > low ? (value - low) / (high - low) : 0.5; }
};

} // namespace

std::string whisker_plot(const std::vector<WhiskerRow>& rows, std::string_view unit, const Terminal& terminal) {
  Extent extent;
  int label_width = 0;
  for (const WhiskerRow& row : rows) {
    label_width = std::max(label_width, display_width(printable(row.label, terminal)));
    if (!row.reading) continue;
    extent.take(row.reading->value);
    if (row.reading->interval) extent.take(row.reading->interval->first), extent.take(row.reading->interval->second);
  }
  label_width = std::min(label_width, 30);
  const Scale scale = scale_for(extent.empty() ? 0 : std::max(std::abs(extent.low), std::abs(extent.high)), unit);
  const int width = std::clamp(terminal.width - label_width - 26, 10, 60);
  const auto mark = [&](const char* utf8, const char* plain) { return terminal.utf8 ? utf8 : plain; };
  std::string text;
  for (const WhiskerRow& row : rows) {
    const std::string label = shortened(printable(row.label, terminal), label_width, terminal);
    std::string line = "  " + std::string(static_cast<std::size_t>(label_width - display_width(label)), ' ') + label + "  ";
    if (!row.reading) {
      text += line + "unknown\n";
      continue;
    }
    const auto column = [&](double value) { return static_cast<int>(std::lround(extent.place(value) * (width - 1))); };
    const int mean = column(row.reading->value);
    const int from = row.reading->interval ? column(row.reading->interval->first) : mean;
    const int to = row.reading->interval ? column(row.reading->interval->second) : mean;
    for (int i = 0; i < width; ++i)
      line += i == mean ? mark("●", "*") : i == from ? mark("├", "|") : i == to ? mark("┤", "|") : i > from && i < to ? mark("─", "-") : " ";
    text += line + "  " + plus_minus_text(*row.reading, scale, terminal) + (scale.unit.empty() ? "" : " " + scale.unit) + '\n';
  }
  return text;
}

std::string heat_map(const HeatMap& map, std::string_view unit, const Terminal& terminal) {
  Extent extent;
  for (const auto& row : map.cells) for (const auto& cell : row) if (cell) extent.take(*cell);
  const Scale scale = scale_for(extent.empty() ? 0 : std::max(std::abs(extent.low), std::abs(extent.high)), unit);
  const std::array<std::string, 5> shades = terminal.utf8 ? std::array<std::string, 5>{"  ", "░░", "▒▒", "▓▓", "██"} : std::array<std::string, 5>{"  ", "..", "::", "##", "@@"};
  Table table;
  table.add_column(printable(map.row_key, terminal), {}, Align::left);
  for (std::size_t c = 0; c < map.columns.size(); ++c) table.add_column(printable(map.columns[c], terminal));
  for (std::size_t r = 0; r < map.rows.size(); ++r) {
    std::vector<std::string> cells{printable(map.rows[r], terminal)};
    for (const auto& cell : map.cells[r]) {
      const auto shade = cell ? static_cast<std::size_t>(std::min(4.0, std::floor(extent.place(*cell) * 5))) : 0;
      cells.push_back(cell ? shades[shade] + " " + number_text(*cell, scale) : "-");
    }
    table.add_row(std::move(cells));
  }
  return fmt::format("  columns: {}{}\n", printable(map.column_key, terminal), scale.unit.empty() ? "" : fmt::format("; cells in {}, darker is more", scale.unit)) + table.render(terminal, 2);
}

} // namespace archipelago
