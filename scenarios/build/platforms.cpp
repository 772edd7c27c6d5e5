#include "scenarios/build/platforms.hpp"

#include "scenarios/efficiencies.hpp"
#include "scenarios/format/nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

namespace {

void report(const Part& learner, const char* key, const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) learner.wrong(key, format_problem(problem));
}

} // namespace

const ProfileFile* Platforms::profile_of(const Part& learner, const AcceleratorOrigin& origin, const Accelerator& accelerator) {
  if (measured_.empty()) measured_ = profile_names(surroundings_.profiles);
  const std::vector<std::string>& measured = measured_;
  const bool own_file = accelerator.profile.ends_with(".json");
  if (!own_file && !accelerator.profile.empty() && std::find(measured.begin(), measured.end(), accelerator.profile) == measured.end()) {
    const std::string message = fmt::format("no kernels of \"{}\" were measured; expected a file.json or {}", accelerator.profile, fmt::join(measured, ", "));
    learner.object_or_empty("accelerator").wrong("profile", message, nearest_name(accelerator.profile, measured));
    return nullptr;
  }
  const auto [place, fresh] = profiles_.emplace(origin.base + "\n" + learner.raw().at("accelerator").dump(), ProfileFile{});
  if (fresh) {
    place->second = own_file ? read_profile(accelerator.profile)
                             : archipelago::profile_of(accelerator, origin.base, surroundings_.catalogues, surroundings_.profiles);
    if (own_file && place->second.profile) place->second.measured_on = place->second.profile->name;
    report(learner, "accelerator", place->second.problems);
  }
  return place->second.profile ? &place->second : nullptr;
}

const EfficiencyCatalogue& Platforms::efficiencies(const Part& learner) {
  if (efficiencies_) return *efficiencies_;
  EfficiencyFile read = read_efficiencies(surroundings_.profiles);
  report(learner, "", read.problems);
  return efficiencies_.emplace(std::move(read.catalogue));
}

} // namespace archipelago
