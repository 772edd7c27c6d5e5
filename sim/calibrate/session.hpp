// What both kinds of calibration share: the profile to start from, the measurements, and the end.
#pragma once

#include "models/calibration/refusal.hpp"
#include "models/hardware/accelerator.hpp"
#include "models/hardware/profile.hpp"
#include "sim/calibrate/calibrate.hpp"
#include "sim/calibrate/measurement_reader.hpp"

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

// As the program's (sim/cli/exit_code.hpp), which lies above this room.
enum class CalibrationExit : int { run_failed = 1, usage = 2, invalid_scenario = 3, not_possible = 5, interrupted = 130 };

struct CalibrationError : std::runtime_error {
  CalibrationError(CalibrationExit exit, const std::string& message) : std::runtime_error(message), code(static_cast<int>(exit)) {}
  int code;
};

struct CalibrationSession {
  Accelerator accelerator;
  AcceleratorProfile profile;
  Measurements measurements;
  std::vector<ReadFile> files;
};

// Opens a session, fits and writes what came out; what went wrong is said on stderr and in the exit code. The fit may throw CalibrationError.
int calibrate_in_session(const CalibrateRequest& request, const std::function<void(CalibrationSession&)>& fit);

// As asked for, else the names of the files that were used and recognised as this schema, or of all where none was.
std::string source_of(const CalibrateRequest& request, const CalibrationSession& session, std::string_view schema);

void write_fit(const std::string& path, const std::string& text);   // whole or not at all; throws CalibrationError

void print_refusals(const std::string& part, const Refusals& refusals);
std::string residual_text(const Residual& residual);   // "3.9 % (80 % of 1602 lie -4 to +9 % from the prediction)"

} // namespace archipelago
