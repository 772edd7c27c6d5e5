// The profile of each accelerator of a scenario, and the efficiency factors: read once per scenario.
#pragma once

#include "models/workload/step/efficiency.hpp"
#include "scenarios/build/part.hpp"
#include "scenarios/build/surroundings.hpp"
#include "scenarios/profiles.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

class Platforms {
public:
  explicit Platforms(const Surroundings& surroundings) : surroundings_(surroundings) {}

  // Measured where the accelerator is or starts from one with a profile, scaled where its data differ; else from its data
  // sheet. Null, with a finding at the learner, where a profile's file is faulty.
  const ProfileFile* profile_of(const Part& learner, const AcceleratorOrigin& origin, const Accelerator& accelerator);

  const EfficiencyCatalogue& efficiencies(const Part& learner);   // empty, with a finding, where the file is faulty

private:
  const Surroundings& surroundings_;
  std::vector<std::string> measured_;         // names of profiles, read when first asked for
  std::map<std::string, ProfileFile> profiles_;
  std::optional<EfficiencyCatalogue> efficiencies_;
};

} // namespace archipelago
