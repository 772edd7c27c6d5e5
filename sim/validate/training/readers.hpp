// The end-to-end tables of measured training steps, as measured steps. Rows that cannot be asked of the model are left out
// (no model dimensions, no batch) and counted by the caller from the file's length.
#pragma once

#include "sim/validate/training/measured_step.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace archipelago {

struct MeasuredFile {
  std::string name;                           // of the file
  std::vector<MeasuredStep> steps;
  std::size_t left_out = 0;
};

// In a fixed order; files that are not there have no steps.
std::vector<MeasuredFile> read_training_tables(const std::filesystem::path& folder);

} // namespace archipelago
