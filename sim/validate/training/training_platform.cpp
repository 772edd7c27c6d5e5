#include "sim/validate/training/training_platform.hpp"

#include "scenarios/catalogue.hpp"
#include "scenarios/catalogue_accelerator.hpp"
#include "scenarios/profiles.hpp"

#include <algorithm>

namespace archipelago {

namespace {

struct Alias { const char* in_file; const char* catalogue; };
constexpr Alias aliases[] = {{"a100_80gb_sxm", "a100-sxm-80gb"}, {"a100_40gb_sxm", "a100-sxm-40gb"}, {"h200_nvl", "h200-sxm"}};

std::string with_dashes(std::string name) {
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

} // namespace

TrainingPlatforms::TrainingPlatforms(std::filesystem::path scenarios) : scenarios_(std::move(scenarios)) {}

const TrainingPlatform* TrainingPlatforms::find(const std::string& device) {
  const auto found = known_.find(device);
  if (found != known_.end()) return &found->second;
  std::string name = with_dashes(device);
  for (const Alias& alias : aliases)
    if (device == alias.in_file) name = alias.catalogue;
  const Catalogues catalogues(scenarios_ / "catalogues");
  const auto accelerator = catalogue_accelerator(catalogues, name);
  if (!accelerator) return nullptr;
  auto read = profile_of(*accelerator, name, catalogues, scenarios_ / "profiles");
  if (!read.profile) return nullptr;
  TrainingPlatform platform{*accelerator, std::move(*read.profile)};
  return &known_.emplace(device, std::move(platform)).first->second;
}

// vTrain's cluster has four 200 Gb/s adapters for eight accelerators (arXiv 2312.12391).
std::optional<BytesPerSecond> adapter_of(const std::string& framework) {
  return framework == "vtrain" ? std::optional(BytesPerSecond(12.5e9)) : std::nullopt;
}

} // namespace archipelago
