#include "sim/validate/training/asked_tables.hpp"

#include <fmt/format.h>

namespace archipelago {

namespace {

std::filesystem::path timings_in(const std::filesystem::path& folder) {
  return std::filesystem::exists(folder / "timings") ? folder / "timings" : folder;
}

} // namespace

AskedTables::AskedTables(const std::filesystem::path& data, const std::filesystem::path& scenarios)
    : files_(read_training_tables(timings_in(data))), platforms_(scenarios) {
  for (const MeasuredFile& file : files_) {
    std::size_t without = file.left_out;
    for (const MeasuredStep& step : file.steps) {
      const TrainingPlatform* platform = platforms_.find(step.device);
      const auto question = platform ? ask(step, *platform) : std::nullopt;
      if (question) steps_.push_back(*question);
      else ++without;
    }
    if (without > 0) notes_.push_back(fmt::format("{}: {} rows left out: no dimensions, batch or known accelerator", file.name, without));
  }
}

} // namespace archipelago
