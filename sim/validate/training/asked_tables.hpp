// The measured training steps of a folder of tables, each as a question to the model.
#pragma once

#include "sim/validate/training/asked_step.hpp"
#include "sim/validate/training/readers.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace archipelago {

class AskedTables {
public:
  // `data`: the folder of the tables, or the one above it; `scenarios`: the folder of catalogues/ and profiles/.
  AskedTables(const std::filesystem::path& data, const std::filesystem::path& scenarios);
  AskedTables(const AskedTables&) = delete;   // steps point into files and platforms
  AskedTables& operator=(const AskedTables&) = delete;

  const std::vector<AskedStep>& steps() const { return steps_; }
  const std::vector<std::string>& notes() const { return notes_; }   // how many rows of which file are left out

private:
  std::vector<MeasuredFile> files_;
  TrainingPlatforms platforms_;
  std::vector<AskedStep> steps_;
  std::vector<std::string> notes_;
};

} // namespace archipelago
