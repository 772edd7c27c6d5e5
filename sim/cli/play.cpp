#include "sim/cli/play.hpp"

#include "models/cost/worth.hpp"
#include "models/preview/preview.hpp"
#include "sim/cli/announcer.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/tape_json.hpp"
#include "sim/cli/timeline_observer.hpp"
#include "sim/engine/exact.hpp"
#include "sim/fast/fast.hpp"
#include "sim/files/output_file.hpp"
#include "sim/replay/caveats.hpp"

#include <fmt/format.h>

namespace archipelago {

namespace {

// Event by event, on SimGrid or without it.
Result play_events(const World& world, std::uint64_t seed, const PlayOptions& options, Progress& progress) {
  Announcer announcer(world, progress, options.marks, options.marks && options.timeline_file);
  std::optional<OutputFile> timeline_file;
  std::optional<TimelineObserver> timeline;
  if (options.timeline_file) {
    timeline_file.emplace(*options.timeline_file);
    timeline.emplace(timeline_file->stream(), world, announcer);
  }
  Tape recorded;

  Observer* observer = timeline ? static_cast<Observer*>(&*timeline) : &announcer;
  Tape* record = options.record_file ? &recorded : nullptr;
  Result result = world.simulation.fidelity == Fidelity::fast ? run_fast(world, seed, {observer, record, options.replay.get(), !timeline})
                                                              : run_exact(world, seed, {observer, record, options.replay.get(), options.simgrid_options});

  if (timeline) {
    timeline->finish();
    timeline_file->commit();
  }
  recorded.scenario_hash = scenario_hash(world);
  if (options.record_file) write_file(*options.record_file, tape_to_json(recorded));
  return result;
}

} // namespace

void check_playable(const World& world, const PlayOptions& options) {
  const Fidelity fidelity = world.simulation.fidelity;
  if (fidelity == Fidelity::fast && !options.simgrid_options.empty())
    throw CommandError(ExitCode::usage, "--sg-cfg has no effect at fidelity \"fast\": SimGrid is not used");
  if (world.failures && world.failures->recovery && (options.record_file || options.replay))
    throw CommandError(ExitCode::usage, "--record and --replay hold losses by steps; with failures.recovery they have dates: the same seed plays them again");
  if (fidelity == Fidelity::closed_form && (options.timeline_file || options.record_file || options.replay || !options.simgrid_options.empty()))
    throw CommandError(ExitCode::usage, "--timeline, --record, --replay and --sg-cfg have no effect at fidelity \"closed-form\": nothing is replayed");
}

Result closed_form_result(const World& world) {
  Result result = preview(world);
  add_worth(world, result);
  add_caveats(world, result);
  return result;
}

Job make_job(std::shared_ptr<const World> world, std::uint64_t seed, const PlayOptions& options) {
  if (world->simulation.fidelity == Fidelity::closed_form) return {seed, [world, seed](Progress&) {
    Result result = closed_form_result(*world);
    result.seed = seed;
    return result;
  }};
  return {seed, [world, seed, options](Progress& progress) { return play_events(*world, seed, options, progress); }};
}

} // namespace archipelago
