#include "sim/calibrate/runs/calibrate_runs.hpp"

#include "models/calibration/run_parameters.hpp"
#include "models/statistics/quantile.hpp"
#include "sim/calibrate/plots.hpp"
#include "sim/calibrate/runs/overlay.hpp"
#include "sim/calibrate/runs/runs_calibration.hpp"
#include "sim/calibrate/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr double outlier = 0.1;               // residual beyond which a line is pointed out

void stop_at(const std::vector<std::string>& problems, CalibrationExit code) {
  if (problems.empty()) return;
  std::string text;
  for (const std::string& problem : problems) text += problem + "\n";
  throw CalibrationError(code, text + "nothing was fitted");
}

double error(double predicted, const MeasuredFigure& figure) { return predicted / figure.value - 1; }

std::string short_place(const MeasuredFigure& figure) { return std::filesystem::path(figure.place).filename().string(); }

void print_lines(const std::vector<MeasuredFigure>& figures, const RunsCalibration& calibration) {
  std::size_t width = 20;
  for (const MeasuredFigure& figure : figures) width = std::max(width, figure.scenario.filename().string().size() + 1 + figure.key_text.size());
  fmt::print("\n{:<14} {:<{}} {:>11} {:>11} {:>9}  {}\n", "line", "figure", width, "measured", "predicted", "error", "from the other runs");
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const MeasuredFigure& figure = figures[i];
    const double predicted = calibration.fit.predicted[i];
    const std::string name = figure.scenario.filename().string() + " " + figure.key_text;
    std::string note = calibration.left_out[i] ? fmt::format("{:+.1f} %", 100 * error(*calibration.left_out[i], figure)) : "";
    if (calibration.held_back[i]) note += "held back";
    else if (std::abs(error(predicted, figure)) > outlier) note += (note.empty() ? "" : "; ") + std::string("does not agree with the others");
    fmt::print("{:<14} {:<{}} {:>11.5g} {:>11.5g} {:>+7.1f} %  {}\n", short_place(figure), name, width, figure.value, predicted, 100 * error(predicted, figure), note);
  }
}

void print_summary(const std::vector<MeasuredFigure>& figures, const RunsCalibration& calibration) {
  std::vector<double> fitted, held, blind;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    (calibration.held_back[i] ? held : fitted).push_back(std::abs(error(calibration.fit.predicted[i], figures[i])));
    if (calibration.left_out[i]) blind.push_back(std::abs(error(*calibration.left_out[i], figures[i])));
  }
  const auto print = [](const char* what, const std::vector<double>& errors) {
    if (!errors.empty())
      fmt::print("  {}: median error {:.1f} %, 90th percentile {:.1f} % ({} lines)\n", what, 100 * quantile(errors, 0.5), 100 * quantile(errors, 0.9), errors.size());
  };
  fmt::print("\n");
  print("fitted", fitted);
  print("held back", held);
  print("each run from the others (cross-validation)", blind);
  if (held.empty()) fmt::print("  nothing held back: that takes {} runs\n", runs_to_hold_back);
}

void print_constants(const RunFit& fit) {
  fmt::print("\nconstants\n");
  for (const RunConstant& constant : fit.fitted)
    fmt::print("  {}: {}{} ({} line{})\n", name_of(constant), value_of(constant), constant.weak ? ", weak: mostly as expected" : "", constant.lines.size(),
               constant.lines.size() == 1 ? "" : "s");
  print_refusals("this job", fit.refusals);
  for (const RunConstant& constant : fit.assumed) fmt::print("  assumed: {}: {}, as not identified\n", name_of(constant), value_of(constant));
}

void print_rates(const RunFit& fit) {
  std::string measured, trend;
  for (const RateEfficiency& point : fit.constants.link_efficiency) {
    const bool seen = std::any_of(fit.fitted.begin(), fit.fitted.end(), [&](const RunConstant& constant) { return constant.rate == point.bandwidth; });
    std::string& text = seen ? measured : trend;
    text += fmt::format("{}{} ({:.3f})", text.empty() ? "" : ", ", rate_text(point.bandwidth), point.efficiency);
  }
  if (measured.empty()) return;
  fmt::print("  not identified: link_efficiency at other rates than {}: no run lies there. {}\n", measured,
             trend.empty() ? "Between points it is interpolated, beyond them it stays as it is." : "The overlay follows the trend: " + trend + ".");
}

void write_overlay(const CalibrateRunsRequest& request, const RunFit& fit, const std::vector<MeasuredFigure>& figures) {
  if (!request.out) return;
  write_fit(*request.out, overlay_text(fit, figures, request.command));
  fmt::print("\noverlay written to {}: extend it, as in {{\"extends\": [\"scenario.json\", \"{}\"]}}\n", *request.out, *request.out);
}

std::vector<Predicted> held_back_errors(const std::vector<MeasuredFigure>& figures, const RunsCalibration& calibration) {
  std::vector<Predicted> rows;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const std::optional<double> predicted = calibration.held_back[i] ? std::optional(calibration.fit.predicted[i]) : calibration.left_out[i];
    if (predicted) rows.push_back({Seconds(*predicted), Seconds(figures[i].value), 0});
  }
  return rows;
}

} // namespace

int calibrate_runs_command(const CalibrateRunsRequest& request) {
  try {
    const RunFile file = read_run_file(request.file);
    stop_at(file.problems, CalibrationExit::usage);
    RunPredictions predictions(file.figures, {request.catalogues, request.jobs});
    stop_at(predictions.problems(), predictions.played() == 0 ? CalibrationExit::invalid_scenario : CalibrationExit::usage);
    for (const std::string& note : predictions.notes()) fmt::print(stderr, "{}\n", note);
    const RunsCalibration calibration = calibrate_runs(file.figures, predictions, request.hold_back, request.cross_validate);
    fmt::print("{}: {} lines of {} runs; {} simulations played\n", request.file, file.figures.size(), predictions.runs(), predictions.played());
    print_lines(file.figures, calibration);
    print_summary(file.figures, calibration);
    if (const auto rows = held_back_errors(file.figures, calibration); rows.size() >= runs_to_hold_back) fmt::print("{}", error_histogram(rows));
    print_constants(calibration.fit);
    print_rates(calibration.fit);
    if (calibration.fit.fitted.empty()) throw CalibrationError(CalibrationExit::not_possible, "the lines identify no constant: no overlay was written");
    write_overlay(request, calibration.fit, file.figures);
    return 0;
  } catch (const CalibrationError& error) {
    fmt::print(stderr, "archipelago: {}\n", error.what());
    return error.code;
  }
}

} // namespace archipelago
