#include "sim/cli/study_run.hpp"

#include "sim/cli/exit_code.hpp"
#include "sim/cli/version.hpp"
#include "sim/engine/exact.hpp"
#include "sim/study/replicate.hpp"

#include <algorithm>

namespace archipelago {

void choose_seeds(Simulation& simulation, const PlayArguments& arguments) {
  if (simulation.fidelity == Fidelity::closed_form) {
    if (arguments.seed || arguments.replications) throw CommandError(ExitCode::usage, "--seed and --replications have no effect at fidelity \"closed-form\": nothing is drawn");
    simulation.half_width.reset();
    simulation.seeds.resize(1);
    return;
  }
  if (!arguments.seed && !arguments.replications) return;
  simulation.half_width.reset();
  simulation.seeds.clear();
  for (std::uint64_t i = 0; i < arguments.replications.value_or(1); ++i) simulation.seeds.push_back(arguments.seed.value_or(1) + i);
}

SupervisorOptions supervisor_options(const PlayArguments& arguments, Listener* listener) {
  SupervisorOptions options;
  options.parallel = arguments.jobs;
  if (arguments.time_limit_s) options.wall_limit = std::chrono::milliseconds(static_cast<std::int64_t>(1000 * *arguments.time_limit_s));
  if (arguments.memory_limit_bytes) options.memory_limit = Bytes(*arguments.memory_limit_bytes);
  options.listener = listener;
  return options;
}

RunInfo run_info(const World& world) {
  const std::string simgrid = world.simulation.fidelity == Fidelity::exact ? simgrid_version() : "not used";
  return {world.name, world.hash, world.file, std::string(to_string(world.protocol.name)), world.assumptions, program_version, simgrid, {}};
}

PlayedStudy play_study(std::shared_ptr<const World> world, const PlayOptions& play, const SupervisorOptions& options) {
  const auto& seeds = world->simulation.seeds;
  PlayOptions silent = play;
  silent.timeline_file.reset();
  silent.record_file.reset();
  const auto job_of = [&](std::uint64_t seed) { return make_job(world, seed, seed == seeds.front() ? play : silent); };

  StudyOutcome study;
  if (world->simulation.half_width) {
    study = replicate(job_of, {*world->simulation.half_width, seeds}, options);
  } else {
    std::vector<Job> jobs;
    std::transform(seeds.begin(), seeds.end(), std::back_inserter(jobs), job_of);
    study = supervise(jobs, options);
  }

  PlayedStudy played;
  played.interrupted = study.interrupted;
  for (auto& outcome : study.outcomes) {
    if (outcome.result) played.results.push_back(std::move(*outcome.result));
    else played.failed.push_back({outcome.seed, outcome.failure});
  }
  return played;
}

} // namespace archipelago
