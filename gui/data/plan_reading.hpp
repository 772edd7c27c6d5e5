// The report of `plan` ("archipelago-plan/1", sim/study/README.md) as values: points with their figures, who won, and what speaks for it.
#pragma once

#include "gui/data/comparison.hpp"
#include "reports/reading.hpp"

#include <nlohmann/json_fwd.hpp>

#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace archipelago::gui {

struct PlanFigure { std::string key, unit; QString title; };

struct PlanRow {
  std::int64_t number = 0;
  QStringList values;                         // of every key
  std::vector<std::optional<FigureReading>> figures;
  int seeds = 0;                              // 0: only the closed form has looked at it
  QString limits;                             // meets, open, misses, unknown; empty: not played
  bool on_front = false;
};

struct PlanReading {
  std::shared_ptr<const nlohmann::json> document;   // the report; null while the search goes on
  QString problem;                            // why there is none
  QString name, goal;                         // goal: a figure's key
  bool largest = false;
  QStringList keys;
  std::vector<PlanFigure> figures;            // the goal first
  std::vector<int> front;                     // places in figures of what spans the front
  std::vector<PlanRow> rows;
  int winner = -1, runner_up = -1;            // places in rows
  std::optional<PlanRow> baseline;            // the scenario as it stands

  int row_of(std::int64_t number) const;      // -1: none
  int figure(const std::string& key) const;
};

PlanReading read_plan(std::shared_ptr<const nlohmann::json> report);

// Points that a search has measured so far ("measured" records), the latest of each.
PlanReading read_measured(const std::vector<std::shared_ptr<const nlohmann::json>>& records);

// Winner, runner-up and the scenario as it stands side by side. Differences are to the winner, and known for the goal alone.
ComparisonReading contenders(const PlanReading& plan);

QString plan_words(const PlanReading& plan);  // who won and why, what would flip it, as rich text
QString search_words(const PlanReading& plan);   // how the points thinned out

} // namespace archipelago::gui
