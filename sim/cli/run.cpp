// `run`: the main job. Plays every seed, prints the summary, writes the result.
#include "reports/result_json.hpp"
#include "reports/summary.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/input_file.hpp"
#include "sim/cli/load_world.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/stream.hpp"
#include "sim/cli/study_run.hpp"
#include "sim/cli/tape_json.hpp"
#include "sim/files/output_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>

#include <unistd.h>

namespace archipelago {

namespace {

void check_outputs(const RunArguments& arguments) {
  for (const auto* path : {&arguments.out, &arguments.timeline, &arguments.record}) if (*path) check_writable(**path);
}

PlayOptions play_options(const RunArguments& arguments, World& world) {
  PlayOptions play;
  play.simgrid_options = arguments.play.simgrid_options;
  play.timeline_file = arguments.timeline;
  play.record_file = arguments.record;
  play.marks = arguments.stream;
  if (arguments.replay) {
    play.replay = std::make_shared<const Tape>(tape_from_json(read_file(*arguments.replay), *arguments.replay));
    check_tape(*play.replay, world, *arguments.replay);
    world.simulation.half_width.reset();
    world.simulation.seeds = {play.replay->seed};   // a tape is one run
  }
  return play;
}

PlayedStudy play_and_show(std::shared_ptr<const World> world, const PlayOptions& play, const RunArguments& arguments) {
  if (arguments.stream) {
    StreamPrinter printer;
    return play_study(std::move(world), play, supervisor_options(arguments.play, &printer));
  }
  ProgressLine line(world->simulation.seeds.size(), arguments.play.quiet);
  return play_study(std::move(world), play, supervisor_options(arguments.play, &line));
}

} // namespace

ExitCode run_command(const RunArguments& arguments) {
  check_outputs(arguments);
  auto [world, scenario] = load_scenario(arguments.file, arguments.play.overrides, arguments.chaos);
  choose_seeds(world.simulation, arguments.play);
  const PlayOptions play = play_options(arguments, world);
  check_playable(world, play);

  const auto shared = std::make_shared<const World>(std::move(world));
  PlayedStudy played = play_and_show(shared, play, arguments);
  RunInfo info = run_info(*shared);
  info.failed = played.failed;
  info.document = scenario;
  const nlohmann::json document = result_document(info, played.results);

  if (arguments.out) write_file(*arguments.out, document.dump(2) + "\n");
  if (arguments.stream) print_stream_end(document);
  else if (!arguments.play.quiet) fmt::print("{}", summary_text(document, terminal_of(STDOUT_FILENO)));
  for (const auto& failure : played.failed) fmt::print(stderr, "archipelago: seed {} failed: {}\n", failure.seed, failure.reason);
  if (played.interrupted) fmt::print(stderr, "archipelago: interrupted; {} runs had ended\n", played.results.size() + played.failed.size());
  if (played.interrupted) return ExitCode::interrupted;
  return played.failed.empty() ? ExitCode::ok : ExitCode::run_failed;
}

} // namespace archipelago
