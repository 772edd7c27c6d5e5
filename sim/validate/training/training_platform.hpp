// Where a published step ran: the accelerator with its profile.
#pragma once

#include "models/hardware/accelerator.hpp"
#include "models/hardware/profile.hpp"
#include "models/units.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace archipelago {

struct TrainingPlatform {
  Accelerator accelerator;
  AcceleratorProfile profile;
};

class TrainingPlatforms {
public:
  explicit TrainingPlatforms(std::filesystem::path scenarios);   // the folder of catalogues/ and profiles/
  const TrainingPlatform* find(const std::string& device);       // as a file names it; null if the catalogue has none

private:
  std::filesystem::path scenarios_;
  std::map<std::string, TrainingPlatform> known_;
};

std::optional<BytesPerSecond> adapter_of(const std::string& framework);   // of the cluster, where it is not the usual one

} // namespace archipelago
