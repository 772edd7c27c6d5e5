// A file of figures measured on runs of a real job: CSV with the columns scenario, result_key, value, unit and, if need be, set.
//
// Each line says: running this scenario (relative to the file) with these --set overrides, separated by ';', the figure was
// measured to be this. Every fault of the file is a problem with file and line.
#pragma once

#include "sim/calibrate/runs/result_key.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace archipelago {

struct MeasuredFigure {
  std::string place;                          // "runs.csv:3"
  std::filesystem::path scenario;
  std::vector<std::string> overrides;
  std::string key_text;
  ResultKey key;
  double value = 0;                           // in the figure's unit
};

struct RunFile {
  std::vector<MeasuredFigure> figures;
  std::vector<std::string> problems;
};

RunFile read_run_file(const std::filesystem::path& file);

} // namespace archipelago
