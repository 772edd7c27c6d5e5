// A result file that is open, and the figures in it as the dashboard shows them. Keys and meanings: reports/README.md.
#pragma once

#include "models/result.hpp"
#include "reports/reading.hpp"

#include <nlohmann/json_fwd.hpp>

#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace archipelago::gui {

struct RunResult {
  std::shared_ptr<const nlohmann::json> document;
  QString file;                               // empty: from a run of this session, not saved yet

  QString name() const;
  QString headline() const;                   // "four-regions · decoupled-diloco · exact · 8 seeds"
  std::string scenario_hash() const;
  std::optional<FigureReading> figure(std::string_view key) const;
  int failed_seeds() const;
};

struct ResultReading { std::shared_ptr<const RunResult> result; QString problem; };   // one of the two
ResultReading read_result(const QString& file);
std::shared_ptr<const RunResult> as_result(std::shared_ptr<const nlohmann::json> document);

struct ShownFigure {
  std::string key, unit;
  QString title;
  std::optional<FigureReading> reading;       // absent: not computable
  QString needs;                              // then: what it needs
};
std::vector<ShownFigure> scalar_figures(const nlohmann::json& document);   // every single number of a run, in the order of the table of figures

struct ClassPart { TimeClass what; double share = 0; std::optional<std::pair<double, double>> interval; double accelerator_hours = 0; };
std::vector<ClassPart> waterfall(const nlohmann::json& document);   // of all allocated accelerator time, compute first, then by size
double accelerator_hours(const nlohmann::json& document);

} // namespace archipelago::gui
