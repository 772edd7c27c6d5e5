#include "scenarios/build/platforms.hpp"

#include "models/hardware/scaled_profile.hpp"
#include "models/hardware/spec_profile.hpp"
#include "scenarios/catalogue_accelerator.hpp"
#include "scenarios/efficiencies.hpp"
#include "scenarios/profiles.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace archipelago {

namespace {

void report(const Part& learner, const char* key, const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) learner.wrong(key, format_problem(problem));
}

} // namespace

const AcceleratorProfile* Platforms::profile_of(const Part& learner, const AcceleratorOrigin& origin, const Accelerator& accelerator) {
  const std::string key = origin.base + "\n" + learner.raw().at("accelerator").dump();
  const auto found = profiles_.find(key);
  auto& profile = found != profiles_.end() ? found->second : profiles_.emplace(key, make(learner, origin, accelerator)).first->second;
  return profile ? &*profile : nullptr;
}

std::optional<AcceleratorProfile> Platforms::make(const Part& learner, const AcceleratorOrigin& origin, const Accelerator& accelerator) const {
  const auto base = origin.base.empty() ? std::nullopt : catalogue_accelerator(surroundings_.catalogues, origin.base);
  const auto file = surroundings_.profiles / (origin.base + ".json");
  if (!base || !std::filesystem::exists(file)) return spec_profile(accelerator);
  ProfileFile read = read_profile(file);
  report(learner, "accelerator", read.problems);
  if (!read.profile || performs_alike(*base, accelerator)) return read.profile;
  return scaled_profile(*read.profile, *base, accelerator);
}

const EfficiencyCatalogue& Platforms::efficiencies(const Part& learner) {
  if (efficiencies_) return *efficiencies_;
  EfficiencyFile read = read_efficiencies(surroundings_.profiles);
  report(learner, "", read.problems);
  return efficiencies_.emplace(std::move(read.catalogue));
}

} // namespace archipelago
