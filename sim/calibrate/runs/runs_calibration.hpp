// A job's constants from measured runs, with what they say about runs they have not seen.
#pragma once

#include "models/calibration/run_fit.hpp"
#include "models/calibration/split.hpp"
#include "sim/calibrate/runs/run_file.hpp"
#include "sim/calibrate/runs/run_predictions.hpp"

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

inline constexpr std::size_t runs_to_hold_back = 10;   // fewer are all needed for the fit
inline constexpr std::size_t most_folds = 12;

struct RunsCalibration {
  RunFit fit;
  std::vector<bool> held_back;                // lines whose run was kept out of the fit
  std::vector<std::optional<double>> left_out;   // each line's figure from a fit that saw no line of its run
  bool any_held_back() const;
};

// Whole runs are held back, since lines of one run share its luck.
RunsCalibration calibrate_runs(const std::vector<MeasuredFigure>& figures, RunPredictions& predictions, HoldBack hold_back, bool cross_validate);

} // namespace archipelago
