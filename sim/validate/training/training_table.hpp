// `validate --table training`: measured training steps beside predicted ones.
//
// A quarter of the configurations of each (device, framework) fits its efficiency; the rest is predicted. Judged against the targets
// of the files, against a constant utilization and the nearest measured row, and on the order of layouts.
#pragma once

#include "reports/validation.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace archipelago {

struct TrainingRequest {
  std::optional<std::filesystem::path> data;  // folder of the tables, or the one above it
  std::filesystem::path scenarios;            // the folder of catalogues/ and profiles/
  double share = 0.25;                        // of the configurations, to fit
  std::uint64_t seed = 1;
};

ValidationTable training_table(const TrainingRequest& request);   // data_here is false where there is none

} // namespace archipelago
