#include "sim/validate/training/training_platform.hpp"

#include "models/hardware/spec_profile.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/catalogue_accelerator.hpp"
#include "scenarios/profiles.hpp"

#include <algorithm>

namespace archipelago {

namespace {

// Names that differ from the catalogue's, and parts that share a die with one that was measured: the A100's 40 GB part, and
// B300 and GB300, which have more memory than B200 and GB200, and 1.5 times their fp4 rate (15 and 10 PFLOP/s dense).
struct Alias { const char* in_file; const char* catalogue; const char* profile; double memory, fp4_rate; };
constexpr Alias aliases[] = {{"a100_80gb_sxm", "a100-sxm-80gb", "a100-sxm-80gb", 0, 1},
                             {"a100_40gb_sxm", "a100-sxm-40gb", "a100-sxm-80gb", 0, 1},
                             {"b300_sxm", "b200-sxm", "b200-sxm", 288e9, 1.5},
                             {"gb300", "gb200", "gb200", 288e9, 1.5},
                             {"h200_nvl", "h200-sxm", "h200-sxm", 0, 1}};

std::string with_dashes(std::string name) {
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

} // namespace

TrainingPlatforms::TrainingPlatforms(std::filesystem::path scenarios) : scenarios_(std::move(scenarios)) {}

const TrainingPlatform* TrainingPlatforms::find(const std::string& device) {
  const auto found = known_.find(device);
  if (found != known_.end()) return &found->second;
  std::string name = with_dashes(device), profile = name;
  double memory = 0, fp4_rate = 1;
  for (const Alias& alias : aliases)
    if (device == alias.in_file) name = alias.catalogue, profile = alias.profile, memory = alias.memory, fp4_rate = alias.fp4_rate;
  const Catalogues catalogues(scenarios_ / "catalogues");
  const auto accelerator = catalogue_accelerator(catalogues, name);
  if (!accelerator) return nullptr;
  TrainingPlatform platform{*accelerator, {}};
  if (memory > 0) platform.accelerator.memory = Bytes(memory);
  const auto file = scenarios_ / "profiles" / (profile + ".json");
  auto read = std::filesystem::exists(file) ? read_profile(file).profile : std::nullopt;
  platform.profile = read ? std::move(*read) : spec_profile(platform.accelerator);
  for (GemmModel& gemm : platform.profile.gemm)
    if (gemm.constants.precision == MathPrecision::fp4) gemm.constants.rate *= fp4_rate;
  if (platform.accelerator.peak_fp4) *platform.accelerator.peak_fp4 *= fp4_rate;
  return &known_.emplace(device, std::move(platform)).first->second;
}

// vTrain's cluster has four 200 Gb/s adapters for eight accelerators (arXiv 2312.12391).
std::optional<BytesPerSecond> adapter_of(const std::string& framework) {
  return framework == "vtrain" ? std::optional(BytesPerSecond(12.5e9)) : std::nullopt;
}

} // namespace archipelago
