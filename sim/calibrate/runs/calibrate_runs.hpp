// `archipelago calibrate runs`: figures of a real job become an overlay for its scenarios.
#pragma once

#include "models/calibration/split.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace archipelago {

struct CalibrateRunsRequest {
  std::string file;
  HoldBack hold_back;
  std::optional<std::string> out;
  std::string command;                        // the command line, kept in the overlay
  std::filesystem::path catalogues;           // folder
  unsigned jobs = 0;                          // runs at a time; 0: one per core
  bool cross_validate = true;
};

// Prints constants, residuals, cross-validation and what could not be identified, and writes the overlay if asked to.
// 0; 1 when a run failed; 2 for unusable files, with every problem named; 3 where scenarios are invalid; 5 when nothing could be fitted.
int calibrate_runs_command(const CalibrateRunsRequest& request);

} // namespace archipelago
