// `compare`: one world under several protocols, or several scenarios, under the same seeds.
#include "reports/compare.hpp"

#include "reports/compare_table.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/load_world.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/study_run.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <set>

#include <unistd.h>

namespace archipelago {

namespace {

struct Variant {
  std::string name;
  std::shared_ptr<const World> world;
};

constexpr std::uint64_t usual_replications = 8;

// Every variant plays the first one's seeds: that is what makes the differences paired.
Simulation shared_seeds(const Simulation& first, const PlayArguments& arguments) {
  Simulation chosen = first;
  choose_seeds(chosen, arguments);
  if (!chosen.half_width) return chosen;
  fmt::print(stderr, "archipelago: simulation.half_width is for run; comparing {} seeds (--replications changes that)\n", usual_replications);
  PlayArguments usual = arguments;
  usual.replications = usual_replications;
  choose_seeds(chosen, usual);
  return chosen;
}

std::vector<std::pair<std::string, World>> read_worlds(const CompareArguments& arguments) {
  std::vector<std::pair<std::string, World>> worlds;
  if (arguments.protocols.empty()) {
    if (arguments.files.size() < 2) throw CommandError(ExitCode::usage, "compare needs several scenarios, or one and --protocols A,B");
    std::set<std::string> names;
    for (const auto& file : arguments.files) {
      World world = load_world(file, arguments.play.overrides);
      const std::string name = names.insert(world.name).second && !world.name.empty() ? world.name : file;
      worlds.emplace_back(name, std::move(world));
    }
    return worlds;
  }
  if (arguments.files.size() != 1) throw CommandError(ExitCode::usage, "--protocols goes with one scenario");
  if (arguments.protocols.size() < 2) throw CommandError(ExitCode::usage, "--protocols needs at least two names");
  for (const auto& protocol : arguments.protocols) worlds.emplace_back(protocol, load_world_as(arguments.files.front(), arguments.play.overrides, protocol));
  return worlds;
}

std::vector<Variant> make_variants(const CompareArguments& arguments, const PlayOptions& play) {
  auto worlds = read_worlds(arguments);
  const Simulation seeds = shared_seeds(worlds.front().second.simulation, arguments.play);
  std::vector<Variant> variants;
  for (auto& [name, world] : worlds) {
    check_playable(world, play);
    world.simulation.seeds = seeds.seeds;
    variants.push_back({name, std::make_shared<const World>(std::move(world))});
  }
  return variants;
}

// One job per variant and seed, all of one study, so that every core has work until the last run.
struct Runs {
  std::vector<Job> jobs;
  std::vector<std::size_t> variant;           // per job
};

Runs make_runs(const std::vector<Variant>& variants, const PlayOptions& play) {
  Runs runs;
  for (std::size_t v = 0; v < variants.size(); ++v)
    for (std::uint64_t seed : variants[v].world->simulation.seeds) {
      runs.jobs.push_back(make_job(variants[v].world, seed, play));
      runs.variant.push_back(v);
    }
  return runs;
}

std::vector<Design> designs_of(const std::vector<Variant>& variants, const Runs& runs, std::vector<Outcome>& outcomes, bool& failed) {
  std::vector<Design> designs;
  for (const auto& variant : variants) designs.push_back({variant.name, {}});
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    Design& design = designs[runs.variant[i]];
    if (outcomes[i].result) { design.results.push_back(std::move(*outcomes[i].result)); continue; }
    failed = true;
    fmt::print(stderr, "archipelago: {}, seed {} failed: {}\n", design.name, outcomes[i].seed, outcomes[i].failure);
  }
  return designs;
}

} // namespace

ExitCode compare_command(const CompareArguments& arguments) {
  PlayOptions play;
  play.simgrid_options = arguments.play.simgrid_options;
  const std::vector<Variant> variants = make_variants(arguments, play);
  const Runs runs = make_runs(variants, play);
  StudyOutcome study;
  {
    ProgressLine line(runs.jobs.size(), arguments.play.quiet);
    study = supervise(runs.jobs, supervisor_options(arguments.play, &line));
  }
  if (study.interrupted) {
    fmt::print(stderr, "archipelago: interrupted; {} of {} runs had ended\n", study.outcomes.size(), runs.jobs.size());
    return ExitCode::interrupted;
  }
  bool failed = false;
  const Comparison comparison = compare(designs_of(variants, runs, study.outcomes, failed));
  if (arguments.json) fmt::print("{}\n", to_json(comparison).dump(2));
  else if (!arguments.play.quiet) fmt::print("{}", comparison_text(comparison, terminal_of(STDOUT_FILENO)));
  return failed ? ExitCode::run_failed : ExitCode::ok;
}

} // namespace archipelago
