// `sweep`: one scenario at many points, under the same seeds.
#include "sim/cli/sweep.hpp"

#include "reports/study_text.hpp"
#include "reports/table.hpp"
#include "sim/cli/study_setup.hpp"
#include "sim/study/store/dump.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <sstream>

#include <unistd.h>

namespace archipelago {

namespace {

constexpr const char* sweep_figures[] = {"goodput", "compute_utilization", "tokens_per_s", "time_to_target_s", "cost.total_usd"};

std::pair<std::size_t, std::size_t> shard_from(const std::string& text) {
  std::size_t shard = 0, shards = 0;
  const char* const end = text.data() + text.size();
  auto read = std::from_chars(text.data(), end, shard);
  if (read.ec == std::errc() && read.ptr != end && *read.ptr == '/') read = std::from_chars(read.ptr + 1, end, shards);
  if (read.ec != std::errc() || read.ptr != end || shard < 1 || shard > shards)
    throw CommandError(ExitCode::usage, fmt::format("--shard {}: expected i/n with i from 1 to n, such as 2/8", text));
  return {shard, shards};
}

std::vector<std::string> shown_figures(const SweepArguments& arguments, const Study& study) {
  std::vector<std::string> figures{study.goal->figure};
  const auto add = [&](const std::string& key) { if (std::find(figures.begin(), figures.end(), key) == figures.end()) figures.push_back(key); };
  for (const std::string& key : arguments.figures) {
    check_figure(key);
    add(key);
  }
  for (const char* key : sweep_figures) add(key);
  return figures;
}

MeasuredStudy measured_study(Store& store, const Sweep& sweep, const Study& study, const PointPlan& plan, const SweepArguments& arguments) {
  MeasuredStudy measured;
  measured.name = study.name;
  measured.keys = axis_keys(study);
  if (study.design.kind == StudyDesign::Kind::grid)
    for (const Axis& axis : study.axes) {
      auto& values = measured.axes.emplace_back();
      for (const auto& value : axis.values) values.push_back(value.front());
    }
  measured.goal = study.goal->figure;
  measured.largest = study.goal->largest;
  const auto figures = shown_figures(arguments, study);
  measured.points = measured_points(store, sweep, plan.points, figures);
  for (const std::string& key : figures) {    // of the usual ones, those that are known
    const bool asked = key == study.goal->figure || std::find(arguments.figures.begin(), arguments.figures.end(), key) != arguments.figures.end();
    const bool known = std::any_of(measured.points.begin(), measured.points.end(), [&](const MeasuredPoint& point) { return point.figures.contains(key); });
    if (asked || known) measured.figures.push_back(key);
  }
  if (plan.left_out > 0) measured.notes.push_back(fmt::format("Constraints leave out {} point{}.", plan.left_out, plan.left_out == 1 ? "" : "s"));
  const auto sets_fidelity = [](const std::string& setting) { return setting.starts_with("simulation.fidelity="); };
  if (std::count_if(study.settings.begin(), study.settings.end(), sets_fidelity) == 1 && study.settings.front() == fast_setting)
    measured.notes.push_back("Played at fidelity fast, as the scenario names none; --set simulation.fidelity=exact plays every step on SimGrid.");
  if (study.half_width) {
    const auto capped = std::count_if(measured.points.begin(), measured.points.end(), [&](const MeasuredPoint& point) {
      const auto found = point.figures.find(study.goal->figure);
      const auto reading = found == point.figures.end() ? std::nullopt : reading_of(found->second);
      return reading && reading->interval && (reading->interval->second - reading->interval->first) / 2 > *study.half_width;
    });
    if (capped > 0) measured.notes.push_back(fmt::format("{} of the points did not reach the half-width of {} with {} seeds, the most allowed (--most-replications).", capped, *study.half_width, study.most_replications));
  }
  return measured;
}

void print_runs(const Study& study, const PointPlan& plan, const Sweep* sweep, const Terminal& terminal) {
  Table table;
  table.add_column("point");
  for (const std::string& key : axis_keys(study)) table.add_column(printable(key, terminal));
  table.add_column("seeds");
  table.add_column("scenario");
  std::size_t runs = 0;
  for (const PlannedPoint& point : plan.points) {
    std::vector<std::string> row{fmt::format("{}", point.point.number)};
    for (const std::string& value : point.point.values) row.push_back(printable(value, terminal));
    row.push_back(point.seeds.size() == 1 ? fmt::format("{}", point.seeds.front()) : fmt::format("{}, {} ... {}", point.seeds.size(), point.seeds.front(), point.seeds.back()));
    row.push_back(point.scenario.id);
    table.add_row(std::move(row));
    runs += point.seeds.size();
  }
  fmt::print("{}\n{} points", table.render(terminal), plan.points.size());
  if (plan.left_out) fmt::print(", {} left out by constraints", plan.left_out);
  fmt::print(", {} runs", runs);
  if (sweep) fmt::print("; {} are in the store, {} are to be played{}", sweep->cached(), sweep->waiting(), study.half_width ? " before more seeds are thought of" : "");
  fmt::print("\n");
}

} // namespace

ExitCode sweep_command_with(const SweepArguments& arguments, const PlayRuns& play_runs) {
  const Study study = study_of(arguments.study);
  refuse_requirements(study);
  shown_figures(arguments, study);            // a wrong name is said before any run
  SweepOptions options = sweep_options(arguments.study, study);
  if (arguments.shard) std::tie(options.shard, options.shards) = shard_from(*arguments.shard);
  const PointPlan plan = checked_points(study, expanded_points(study));
  const Terminal terminal = terminal_of(STDOUT_FILENO);
  const std::string path = store_path(arguments.study, study);
  if (arguments.dry && !std::filesystem::exists(path)) {
    print_runs(study, plan, nullptr, terminal);
    return ExitCode::ok;
  }

  Store store(path);
  Sweep sweep(store, plan.points, options, [&](const SweepRun& run) { return make_sweep_job(study.scenario, run); });
  if (arguments.dry) {
    print_runs(study, plan, &sweep, terminal);
    return ExitCode::ok;
  }
  register_points(store, study, plan.points);
  const StudyProgress progress = play_points(store, sweep, arguments.study, play_runs);
  if (progress.interrupted) return ExitCode::interrupted;

  const MeasuredStudy measured = measured_study(store, sweep, study, plan, arguments);
  if (arguments.dump) dump_store(store.database(), std::cout);
  else if (arguments.study.json) fmt::print("{}\n", to_json(measured).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
  else if (arguments.csv) fmt::print("{}", to_csv(measured));
  else if (!arguments.study.play.quiet) fmt::print("{}", study_text(measured, terminal));
  return progress.failed ? ExitCode::run_failed : ExitCode::ok;
}

ExitCode sweep_command(const SweepArguments& arguments) {
  return sweep_command_with(arguments, [](Sweep& sweep, const SupervisorOptions& options) { return supervise(sweep, options); });
}

ExitCode merge_command(const MergeArguments& arguments) {
  const auto counts = merge_stores(arguments.stores, arguments.out);
  for (std::size_t i = 0; i < counts.size(); ++i)
    fmt::print(stderr, "archipelago: {}: {} runs, {} of them new\n", arguments.stores[i], counts[i].runs, counts[i].added);
  if (arguments.dump) {
    Database database(arguments.out, Database::Access::read);
    dump_store(database, std::cout);
  }
  return ExitCode::ok;
}

} // namespace archipelago
