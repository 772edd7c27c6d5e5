// What was found about a job as a scenario that others extend: keys that an ordinary scenario leaves out and that multiply or
// add to what it says, each with a comment that names its source.
#pragma once

#include "models/calibration/run_fit.hpp"
#include "sim/calibrate/runs/run_file.hpp"

#include <string>
#include <vector>

namespace archipelago {

std::string name_of(const RunConstant& constant);    // "link_efficiency at 50 Mbps"
std::string value_of(const RunConstant& constant);   // "21.4 ms +- 3.0 ms", "0.781 +- 0.010"

std::string overlay_text(const RunFit& fit, const std::vector<MeasuredFigure>& figures, const std::string& command);

// The same as --set overrides.
std::vector<std::string> overlay_overrides(const JobConstants& constants);

} // namespace archipelago
