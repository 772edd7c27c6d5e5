// `archipelago calibrate`: measured kernels and collectives become an accelerator's profile.
#pragma once

#include "models/calibration/split.hpp"
#include "models/hardware/math_precision.hpp"
#include "models/units.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct CalibrateRequest {
  std::vector<std::string> files;
  std::string device;                         // catalogue name
  std::vector<std::string> also_devices;      // names in the files whose rows count too
  std::optional<MathPrecision> precision;     // of matrix products that do not say
  bool best_kernels = false;                  // products are timed with the best of several kernels per shape
  int multiprocessors = 0;                    // of the part; 0 = as the files or the profile say, else no wave term
  std::optional<BytesPerSecond> adapter;      // between nodes, per accelerator
  HoldBack hold_back;
  std::optional<std::string> from;            // profile to go on from; else one from the data sheet
  std::optional<std::string> out;
  std::string source;                         // of the measurements, as the profile will say
  std::string date;                           // of the profile; empty = that of the catalogue entry
  std::string command;                        // the command line, kept in the profile
  std::filesystem::path catalogues;           // folder
  bool plots = true;
};

// Both print constants, residuals, pictures and what could not be identified, and write the profile if asked to.
// 0; 2 for an unknown device or unusable files, with every problem named; 5 when nothing could be fitted.
int calibrate_kernels_command(const CalibrateRequest& request);
int calibrate_collectives_command(const CalibrateRequest& request);

} // namespace archipelago
