// A World and a seed as a job for the supervisor, played at the fidelity that the scenario asks for.
#pragma once

#include "models/world.hpp"
#include "sim/study/job.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct Tape;

struct PlayOptions {
  std::vector<std::string> simgrid_options;
  std::optional<std::string> timeline_file;   // written by the job itself: a timeline can be larger than memory should hold twice
  std::optional<std::string> record_file;
  std::shared_ptr<const Tape> replay;
  bool marks = false;                         // send failures, recoveries and the like as records
};

// Throws CommandError where an option has no effect at the world's fidelity.
void check_playable(const World& world, const PlayOptions& options);
Result closed_form_result(const World& world);   // with quality, costs and caveats; whatever the world's fidelity
Job make_job(std::shared_ptr<const World> world, std::uint64_t seed, const PlayOptions& options = {});

} // namespace archipelago
