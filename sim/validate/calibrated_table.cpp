#include "sim/validate/calibrated_table.hpp"

#include "sim/calibrate/runs/overlay.hpp"
#include "sim/calibrate/runs/runs_calibration.hpp"
#include "sim/calibrate/session.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

namespace archipelago {

namespace {

MeasuredFigure figure_of(const TableCalibration::Line& line, const std::filesystem::path& tables) {
  MeasuredFigure figure;
  figure.place = line.run;
  figure.scenario = tables / line.configuration.world;
  figure.overrides = line.configuration.overrides;
  figure.key_text = line.result_key;
  const KeyReading key = read_result_key(line.result_key);
  if (!key.key) throw TableError(key.fault);
  figure.key = *key.key;
  const UnitReading unit = read_unit(*figure.key.figure, line.unit);
  if (!unit.factor) throw TableError(unit.fault);
  figure.value = std::stod(line.value) * *unit.factor;
  return figure;
}

RunFit fit(const TableCalibration& calibration, const Runs::Options& options) {
  std::vector<MeasuredFigure> figures;
  for (const TableCalibration::Line& line : calibration.lines) figures.push_back(figure_of(line, options.tables));
  RunPredictions predictions(figures, {options.catalogues, options.parallel});
  if (!predictions.problems().empty()) throw TableError(fmt::format("{}", fmt::join(predictions.problems(), "\n")));
  return calibrate_runs(figures, predictions, {0, 1}, false).fit;
}

std::size_t runs_in(const TableCalibration& calibration) {
  std::set<std::string> runs;
  for (const TableCalibration::Line& line : calibration.lines) runs.insert(line.run);
  return runs.size();
}

} // namespace

void calibrate_table(PublishedTable& table, const Runs::Options& options) {
  for (const TableCalibration& calibration : table.calibrations) {
    try {
      const RunFit found = fit(calibration, options);
      const auto overrides = overlay_overrides(found.constants);
      for (PublishedSeries& series : table.series)
        for (PublishedCell& cell : series.cells)
          if (series.calibration == calibration.name)
            cell.configuration.overrides.insert(cell.configuration.overrides.begin(), overrides.begin(), overrides.end());
      for (const RunConstant& constant : found.fitted)
        table.notes.push_back(fmt::format("fitted: {} = {}{}, on {} run(s) of {}", name_of(constant), value_of(constant), constant.weak ? " (weak)" : "",
                                          runs_in(calibration), calibration.name));
      for (const Refusal& refusal : found.refusals)
        table.notes.push_back(fmt::format("not identified: {} of {}: {}", refusal.constant, calibration.name, refusal.reason));
    } catch (const CalibrationError& error) {
      throw TableError(fmt::format("{}, calibration \"{}\": {}", table.name, calibration.name, error.what()));
    }
  }
}

} // namespace archipelago
