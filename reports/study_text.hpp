// A study on the terminal: its best points, a picture where there are one or two axes, and plain words.
#pragma once

#include "reports/study_report.hpp"
#include "reports/terminal.hpp"

#include <string>
#include <vector>

namespace archipelago {

std::string study_text(const MeasuredStudy& study, const Terminal& terminal, std::size_t most_rows = 20);

// A row per entry: its interval as a line with the mean on it, all on one scale.
//   8    ├──●──┤            0.912
struct WhiskerRow { std::string label; std::optional<FigureReading> reading; };
std::string whisker_plot(const std::vector<WhiskerRow>& rows, std::string_view unit, const Terminal& terminal);

// Values in a grid, shaded from least (light) to most (dark); the number stands beside the shade.
struct HeatMap {
  std::string row_key, column_key;
  std::vector<std::string> rows, columns;
  std::vector<std::vector<std::optional<double>>> cells;   // [row][column]
};
std::string heat_map(const HeatMap& map, std::string_view unit, const Terminal& terminal);

} // namespace archipelago
