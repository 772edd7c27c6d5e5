// What `compare --json` prints, as values: designs, and each figure with its paired difference to the first design.
#pragma once

#include "reports/reading.hpp"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace archipelago::gui {

struct ComparedCell { std::optional<FigureReading> value, difference; QString note; };
struct ComparedRow { std::string key, unit; std::vector<ComparedCell> cells; };

struct ComparisonReading {
  QStringList designs;
  std::vector<ComparedRow> rows;
  QString problem;                            // why there is none
};

ComparisonReading read_comparison(const QByteArray& output);

} // namespace archipelago::gui
