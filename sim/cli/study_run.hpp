// One scenario, all its seeds: what `run` and `compare` share.
#pragma once

#include "models/world.hpp"
#include "reports/result_json.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/play.hpp"
#include "sim/study/supervisor.hpp"

#include <memory>
#include <vector>

namespace archipelago {

// Seeds as --seed and --replications ask, else the scenario's; both flags: that many from that seed on. A closed form has no
// chance in it: one seed, and asking for more is a CommandError (usage).
void choose_seeds(Simulation& simulation, const PlayArguments& arguments);

SupervisorOptions supervisor_options(const PlayArguments& arguments, Listener* listener);

RunInfo run_info(const World& world);

struct PlayedStudy {
  std::vector<Result> results;                // in the order of the seeds
  std::vector<FailedSeed> failed;             // an interrupted seed is one too
  bool interrupted = false;
};

// Plays every seed, or as many as simulation.half_width asks for. Only the first seed writes timeline and tape.
PlayedStudy play_study(std::shared_ptr<const World> world, const PlayOptions& play, const SupervisorOptions& options);

} // namespace archipelago
