#include "sim/calibrate/runs/runs_calibration.hpp"

#include "models/random.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace archipelago {

namespace {

constexpr int most_corrections = 6;
constexpr double agreement = 1e-3;            // of closed form and simulation, where the fit ends

void refuse_what_is_stated(const RunPredictions& predictions, RunFit& fit) {
  const std::pair<ConstantKind, const char*> names[] = {{ConstantKind::step_efficiency, "step_efficiency"}, {ConstantKind::sync_overhead, "sync_overhead"},
                                                        {ConstantKind::start_up, "start_up"}, {ConstantKind::link_efficiency, "link_efficiency"}};
  for (const auto& [kind, name] : names) {
    if (!predictions.all_state(kind)) continue;
    std::erase_if(fit.refusals, [name = std::string(name)](const Refusal& refusal) { return refusal.constant.starts_with(name); });
    std::erase_if(fit.assumed, [kind = kind](const RunConstant& constant) { return constant.kind == kind; });
    if (kind == ConstantKind::start_up) fit.constants.start_up = Seconds(0);
    fit.refusals.push_back({name, "every scenario of the file states it itself", "nothing: take the key out of a scenario to have it fitted"});
  }
}

// By run; one run of each rate stays in the fit, which would else have to guess what such links reach.
std::vector<bool> drawn(const RunPredictions& predictions, HoldBack hold_back) {
  std::vector<bool> held(predictions.runs(), false);
  if (predictions.runs() < runs_to_hold_back) return held;
  std::map<std::optional<BytesPerSecond>, bool> stays;
  for (std::size_t run = 0; run < held.size(); ++run) {
    held[run] = is_held_back(entity_key(predictions.run_key(run)), hold_back);
    if (!held[run]) stays[predictions.slowest_rate(run)] = true;
  }
  for (std::size_t run = 0; run < held.size(); ++run)
    if (bool& stays_here = stays[predictions.slowest_rate(run)]; !stays_here) held[run] = !(stays_here = true);
  return held;
}

// The closed form times what simulations said over it at some constants.
PredictLines corrected_at(RunPredictions& predictions, const JobConstants& constants) {
  std::vector<double> factors = predictions({constants})[0];
  const std::vector<double> formula = predictions.by_formula({constants})[0];
  for (std::size_t i = 0; i < factors.size(); ++i) factors[i] /= formula[i];
  return [&predictions, factors](const std::vector<JobConstants>& candidates) {
    auto rows = predictions.by_formula(candidates);
    for (auto& row : rows)
      for (std::size_t i = 0; i < row.size(); ++i) row[i] *= factors[i];
    return rows;
  };
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(std::log(a[i] / b[i])));
  return largest;
}

// By the closed form, corrected by simulations of what was found until they agree; by simulations alone where that leads nowhere.
RunFit fit_lines(const std::vector<RunLine>& lines, RunPredictions& predictions) {
  JobConstants at;
  for (int round = 0; round < most_corrections; ++round) {
    RunFit fit = fit_runs(lines, predictions.rates(), corrected_at(predictions, at));
    const std::vector<double> exact = predictions({fit.constants})[0];
    const double difference = largest_difference(fit.predicted, exact);
    fit.predicted = exact;
    if (difference < agreement) return fit;
    at = fit.constants;
  }
  return fit_runs(lines, predictions.rates(), [&predictions](const std::vector<JobConstants>& candidates) { return predictions(candidates); });
}

} // namespace

bool RunsCalibration::any_held_back() const { return std::find(held_back.begin(), held_back.end(), true) != held_back.end(); }

RunsCalibration calibrate_runs(const std::vector<MeasuredFigure>& figures, RunPredictions& predictions, HoldBack hold_back, bool cross_validate) {
  RunsCalibration out;
  std::vector<RunLine> lines;
  const std::vector<bool> held_runs = drawn(predictions, hold_back);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const std::size_t run = predictions.run_of(i);
    const bool held = held_runs[run];
    out.held_back.push_back(held);
    lines.push_back({run, figures[i].value, held});
  }
  out.fit = fit_lines(lines, predictions);
  refuse_what_is_stated(predictions, out.fit);
  out.left_out.resize(figures.size());
  if (!cross_validate || predictions.runs() < 2) return out;
  const PredictLines predict = corrected_at(predictions, out.fit.constants);
  const std::size_t folds = std::min(predictions.runs(), most_folds);
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<RunLine> others = lines;
    for (RunLine& line : others) line.left_out = line.left_out || line.run % folds == fold;
    if (std::all_of(others.begin(), others.end(), [](const RunLine& line) { return line.left_out; })) continue;
    const RunFit fit = fit_runs(others, predictions.rates(), predict);
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (lines[i].run % folds == fold && !out.held_back[i]) out.left_out[i] = fit.predicted[i];
  }
  return out;
}

} // namespace archipelago
