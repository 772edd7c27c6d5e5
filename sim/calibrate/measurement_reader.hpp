// Reads files of measurements, whatever published schema they have, into rows that the fits take.
//
// The schema is recognised by its columns (sim/calibrate/README.md lists them). Rows of other accelerators, and rows that the
// models do not describe (non-causal attention, sliding windows, fp8 attention), are counted, not errors; a file of an unknown
// schema or a malformed row is a problem with file and line.
#pragma once

#include "models/calibration/measurements.hpp"

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct ReaderOptions {
  std::string device;                         // catalogue name
  std::vector<std::string> also_devices;      // names as in the files: parts with the same kernels
  std::optional<MathPrecision> precision;     // of matrix products in files that do not say; else taken from the file's name
};

struct ReadFile {
  std::string file, schema;                   // what it was recognised as
  int used = 0, other_device = 0, not_described = 0;
};

struct MeasurementFiles {
  Measurements measurements;
  std::vector<ReadFile> files;
  std::vector<std::string> problems;
  int multiprocessors = 0;                    // where a file says so
};

void read_measurements(std::istream& stream, const std::string& file, const ReaderOptions& options, MeasurementFiles& out);
MeasurementFiles read_measurements(const std::vector<std::string>& files, const ReaderOptions& options);

} // namespace archipelago
