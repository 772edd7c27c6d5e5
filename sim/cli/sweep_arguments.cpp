// Flags and help texts of the commands over many scenarios.
#include "sim/cli/sensitivity.hpp"

#include "scenarios/studies/axis.hpp"
#include "sim/cli/subcommand_arguments.hpp"

#include <iostream>
#include <sstream>

namespace archipelago {

namespace {

constexpr const char* sweep_lesson = R"(
Constraints (--where): keys, $variables, numbers, quantities in quotes, + - * / % and or not, min max abs floor ceil round sqrt log2:
  --where "protocol.overlap * 4 <= protocol.sync_interval" --where "network.links.west-wan.bandwidth >= '1 Gbps'"
Every point plays the same seeds, so points are compared seed by seed. Runs go into a store as they end: a study that was
interrupted or killed goes on where it was, and runs that the store has are not played again, whichever study asks for them.
Examples:
  archipelago sweep scenarios/examples/four-regions.json --set "simulation.horizon=1 d" --replications 4 \
      --vary protocol.sync_interval=8,24,72 --vary "network.links.west-wan.bandwidth=250 Mbps..2 Gbps*2" --goal "max goodput"
  archipelago sweep study.json --dry                         the runs that it would make
  archipelago sweep study.json --shard 2/8 --out part-2.db   the second of eight parts; archipelago merge part-*.db --out all.db
sim/study/README.md has the study file and the store on one page.)";

constexpr const char* sensitivity_lesson = R"(
With --vary: each key alone at both ends of its range, against the scenario as it stands, as a tornado; with --morris N: N
walks through all ranges together, which tells strong keys from weak ones and from those whose effect depends on others.
With --break-even KEY=FROM..TO: from which value on a figure reaches a value, or the scenario beats another protocol or setting.
Every point plays the same seeds.
Examples:
  archipelago sensitivity scenarios/examples/four-regions.json --set "simulation.horizon=6 h" --replications 4 --goal "max goodput" \
      --vary protocol.sync_interval=12..96 --vary "network.links.west-wan.bandwidth=500 Mbps..4 Gbps" --vary "failures.mtbi=1 year..10 year"
  archipelago sensitivity scenarios/examples/four-regions.json --set "simulation.horizon=6 h" --replications 4 --goal "max goodput" \
      --break-even "network.links.west-wan.bandwidth=50 Mbps..4 Gbps#log" --reach 0.95          this link suffices
  archipelago sensitivity my.json --goal "max goodput" --break-even learners.west.accelerators=8..4096/8 --against data-parallel)";

CLI::Option* add_texts(CLI::App& app, const char* flag, std::vector<std::string>& into, const char* type, const char* help) {
  return app.add_option(flag, into, help)->type_name(type)->expected(1)->take_all();
}

} // namespace

void add_study_flags(CLI::App& app, StudyArguments& study) {
  app.add_option("FILE", study.file, "scenario, or study file")->type_name("")->required();
  add_texts(app, "--vary", study.vary, "KEY=VALUES", "an axis: a list or a range of values of a key; see below");
  add_texts(app, "--set", study.play.overrides, "KEY=VALUE", "a key of the scenario at every point; ${...} is worked out from variables");
  add_texts(app, "--where", study.where, "EXPRESSION", "a constraint; points that fail it are left out");
  app.add_option("--seed", study.play.seed, "first seed, instead of the scenario's")->type_name("N");
  app.add_option("--replications", study.play.replications, "number of seeds, the same at every point")->type_name("N")->check(CLI::Range(1, 1000000));
  app.add_option("--out", study.store, "the store (default: the study's name and .db, here)")->type_name("STORE.db");
  app.add_option("--jobs", study.play.jobs, "runs at a time (default: one per core); figures do not depend on it")->type_name("N")->check(CLI::Range(1, 4096));
  app.add_option("--time-limit", study.play.time_limit_s, "wall time of one run, after which it counts as failed")->type_name("SECONDS")->check(CLI::Range(1e-3, 1e9));
  app.add_option("--memory-limit", study.play.memory_limit_bytes, "memory of one run, such as 4GB")->type_name("SIZE")->transform(CLI::AsSizeValue(true));
  app.add_option("--retries", study.retries, "how often a run that failed is tried again")->type_name("N")->check(CLI::Range(0, 1000))->capture_default_str();
  app.add_flag("--retry-failed", study.retry_failed, "try again what an earlier start gave up");
  app.add_flag("--json", study.json, "print JSON");
  app.add_flag("--quiet,-q", study.play.quiet, "print nothing but errors");
}

void add_sweep_flags(CLI::App& app, SweepArguments& arguments) {
  StudyArguments& study = arguments.study;
  add_study_flags(app, study);
  app.add_option("--design", study.design, "grid, sobol:POINTS or latin-hypercube:POINTS (default: grid)")->type_name("DESIGN");
  app.add_option("--goal", study.goal, "what is best: min or max and a figure (default: \"max goodput\")")->type_name("GOAL");
  app.add_option("--figures", arguments.figures, "further figures to show, as archipelago explain names them")->type_name("A,B,...")->delimiter(',');
  auto* width = app.add_option("--half-width", study.half_width, "add seeds at a point until the goal's 90 % interval is mean +- this")->type_name("X")->check(CLI::PositiveNumber);
  app.add_option("--most-replications", study.most_replications, "seeds of a point at most, with --half-width (default: 64)")->type_name("N")->needs(width)->check(CLI::Range(1, 1000000));
  app.add_option("--shard", arguments.shard, "the i-th of n parts, for job arrays")->type_name("i/n");
  auto* dry = app.add_flag("--dry", arguments.dry, "print the runs, and make none");
  auto* csv = app.add_flag("--csv", arguments.csv, "print a line per point");
  auto* dump = app.add_flag("--dump", arguments.dump, "print every run of the store, in a fixed order and without wall times, one JSON each");
  csv->excludes(dump, dry, "--json");
  dump->excludes(dry, "--json");
  app.footer(axis_help() + sweep_lesson);
}

std::optional<ExitCode> read_sweep_arguments(int argc, char** argv, SweepArguments& arguments, bool aloud) {
  CLI::App app("The command sweep of archipelago, with its runs played by the ranks of an MPI job:\n  mpirun -n 64 archipelago-mpi sweep study.json --out study.db", "archipelago-mpi");
  app.require_subcommand(1);
  add_sweep_flags(*app.add_subcommand("sweep", "one scenario at many points, under the same seeds; --jobs is of each rank (default: 1)"), arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream silence;
    const bool asked = (aloud ? app.exit(error, std::cout, std::cerr) : app.exit(error, silence, silence)) == 0;
    return asked ? ExitCode::ok : ExitCode::usage;
  }
  return std::nullopt;
}

void add_studies(CLI::App& app, std::function<ExitCode()>& chosen) {
  CLI::App* sweep = app.add_subcommand("sweep", "one scenario at many points, under the same seeds; goes on where it was interrupted");
  sweep->group("Simulate");
  add_sweep_flags(*sweep, *bind_arguments(*sweep, chosen, sweep_command));

  CLI::App* sensitivity = app.add_subcommand("sensitivity", "what moves a figure, and from where on something pays");
  sensitivity->group("Simulate");
  const auto moved = bind_arguments(*sensitivity, chosen, sensitivity_command);
  add_study_flags(*sensitivity, moved->study);
  sensitivity->add_option("--goal", moved->study.goal, "the figure, and whether more or less of it is better (default: \"max goodput\")")->type_name("GOAL");
  auto* morris = sensitivity->add_option("--morris", moved->morris, "screen by elementary effects along N trajectories")->type_name("N")->check(CLI::Range(2, 10000));
  sensitivity->add_option("--morris-seed", moved->morris_seed, "another seed, other trajectories")->type_name("N")->needs(morris);
  sensitivity->add_option("--break-even", moved->break_even, "search along this range for where a condition begins or ends to hold")->type_name("KEY=FROM..TO");
  sensitivity->add_option("--reach", moved->reach, "the condition: the figure is at least (goal max) or at most (min) this")->type_name("X");
  sensitivity->add_option("--against", moved->against, "the condition: better than under this protocol")->type_name("PROTOCOL");
  add_texts(*sensitivity, "--against-set", moved->against_set, "KEY=VALUE", "the condition: better than with these keys");
  sensitivity->footer(axis_help() + sensitivity_lesson);

  CLI::App* merge = app.add_subcommand("merge", "join the stores of a sweep's shards");
  merge->group("Simulate");
  const auto merged = bind_arguments(*merge, chosen, merge_command);
  merge->add_option("STORE", merged->stores, "stores to join")->type_name("")->required();
  merge->add_option("--out", merged->out, "the store that gets their runs; made where there is none")->type_name("STORE.db")->required();
  merge->add_flag("--dump", merged->dump, "print every run of it, in a fixed order and without wall times");
  merge->footer("Example:\n  archipelago merge part-1.db part-2.db --out all.db && archipelago sweep study.json --out all.db");
}

} // namespace archipelago
