// The probe's file ("archipelago-probe/1"): one JSON object per line, a header and then one per measured case.
//
// Cases whose result was wrong or that were not timed steadily do not count; cases that were throttled do, since training
// throttles too. An attention kernel counts where its name is one of the known generations.
#pragma once

#include "sim/calibrate/measurement_reader.hpp"

#include <iosfwd>
#include <string>

namespace archipelago {

ReadFile read_probe_lines(std::istream& stream, const std::string& file, MeasurementFiles& out);

} // namespace archipelago
