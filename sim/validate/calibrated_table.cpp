#include "sim/validate/calibrated_table.hpp"

#include "models/random.hpp"
#include "sim/calibrate/runs/overlay.hpp"
#include "sim/calibrate/runs/runs_calibration.hpp"
#include "sim/calibrate/session.hpp"
#include "sim/validate/answers.hpp"
#include "sim/validate/assessment.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace archipelago {

namespace {

using Names = std::vector<std::string>;

bool contains(const Names& names, const std::string& name) { return std::find(names.begin(), names.end(), name) != names.end(); }

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

// Fits to these runs and plays every other cell with what was found.
RunFit fit_to(const Names& runs, const TableCalibration& calibration, PublishedTable& table, const Runs::Options& options) {
  std::vector<MeasuredFigure> figures;
  for (const TableCalibration::Line& line : calibration.lines)
    if (contains(runs, line.run)) figures.push_back(figure_of(line, options.tables));
  RunPredictions predictions(figures, {options.catalogues, options.parallel});
  if (!predictions.problems().empty()) throw TableError(fmt::format("{}", fmt::join(predictions.problems(), "\n")));
  RunFit found = calibrate_runs(figures, predictions, {0, 1}, false).fit;
  const auto overrides = overlay_overrides(found.constants);
  for (PublishedSeries& series : table.series) {
    if (series.calibration != calibration.name) continue;
    for (PublishedCell& cell : series.cells) {
      cell.configuration.overrides.insert(cell.configuration.overrides.begin(), overrides.begin(), overrides.end());
      if (cell.reference) cell.reference->overrides.insert(cell.reference->overrides.begin(), overrides.begin(), overrides.end());
      if (contains(runs, cell.run)) cell.kind = RowKind::fitted;
    }
  }
  return found;
}

void note_constants(const RunFit& found, const TableCalibration& calibration, Names& notes) {
  for (const RunConstant& constant : found.fitted)
    notes.push_back(fmt::format("fitted: {} = {}{}, on {} run(s) of {}", name_of(constant), value_of(constant), constant.weak ? " (weak)" : "",
                                calibration.runs.size(), calibration.name));
  for (const RunConstant& constant : found.assumed)
    notes.push_back(fmt::format("assumed: {} = {} of {}, not identified", name_of(constant), value_of(constant), calibration.name));
  for (const Refusal& refusal : found.refusals)
    notes.push_back(fmt::format("not identified: {} of {}: {}", refusal.constant, calibration.name, refusal.reason));
}

// How much of the result is the luck of the runs that were chosen: the requirements' figures over other choices.
void note_other_choices(const TableCalibration& calibration, const PublishedTable& plain, const Runs::Options& options, Names& notes) {
  std::map<std::string, std::vector<double>> figures;
  std::size_t made = 0;
  Runs runs(options);
  for (const Names& choice : other_choices(calibration)) {
    PublishedTable table = plain;
    std::erase_if(table.series, [&](const PublishedSeries& series) { return series.calibration != calibration.name; });
    fit_to(choice, calibration, table, options);
    const Answers answers = answer_all({table}, runs, [](std::size_t) {});
    if (answers.interrupted) return;
    for (const Requirement& requirement : table.requirements) {
      const Judgement judgement = assess(table, answers.tables.front(), requirement);
      figures[judgement.statistic].push_back(judgement.value);
    }
    ++made;
  }
  for (auto& [statistic, values] : figures) {
    std::sort(values.begin(), values.end());
    Names texts;
    for (const double value : values) texts.push_back(fmt::format("{:.1f}", 100 * value));
    notes.push_back(fmt::format("on {} other choices of {} runs, {}: {} %", made, calibration.runs.size(), statistic, fmt::join(texts, ", ")));
  }
}

} // namespace

std::vector<Names> other_choices(const TableCalibration& calibration) {
  std::vector<Names> choices;
  const std::size_t wanted = std::min(calibration.runs.size(), calibration.choices.size());
  for (int draw = 0; draw < calibration.tries; ++draw) {
    const RandomStream stream(static_cast<std::uint64_t>(draw), entity_key(calibration.name), Purpose::hold_back);
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t group = 0; group < calibration.choices.size(); ++group) order.emplace_back(stream.uniform(2 * group), group);
    std::sort(order.begin(), order.end());
    choices.emplace_back();
    for (std::size_t k = 0; k < wanted; ++k) {
      const Names& group = calibration.choices[order[k].second];
      choices.back().push_back(group[static_cast<std::size_t>(stream.uniform(2 * order[k].second + 1) * static_cast<double>(group.size()))]);
    }
  }
  return choices;
}

void calibrate_table(PublishedTable& table, const Runs::Options& options) {
  const PublishedTable plain = table;
  for (const TableCalibration& calibration : plain.calibrations) {
    try {
      note_constants(fit_to(calibration.runs, calibration, table, options), calibration, table.notes);
      note_other_choices(calibration, plain, options, table.notes);
    } catch (const CalibrationError& error) {
      throw TableError(fmt::format("{}, calibration \"{}\": {}", table.name, calibration.name, error.what()));
    }
  }
}

} // namespace archipelago
