#include "sim/cli/study_setup.hpp"

#include "scenarios/format/document.hpp"
#include "scenarios/format/quantity.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/studies/study_file.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/play.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/study_run.hpp"
#include "sim/cli/version.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>

namespace archipelago {

namespace {

[[noreturn]] void refuse(const std::vector<std::string>& problems, ExitCode code, const std::string& what) {
  for (const std::string& problem : problems) fmt::print(stderr, "{}\n", problem);
  throw CommandError(code, fmt::format("{} has {} problem{}", what, problems.size(), problems.size() == 1 ? "" : "s"));
}

Study base_study(const std::string& named) {
  const std::string file = input_path(named);
  if (!is_study_file(file)) {
    Study study;
    study.scenario = file;
    return study;
  }
  StudyFile read = read_study(file);
  if (read.study) return std::move(*read.study);
  std::vector<std::string> problems;
  for (const Problem& problem : read.problems) problems.push_back(format_problem(problem));
  refuse(problems, ExitCode::invalid_scenario, file);
}

// Studies play fast where the scenario leaves it open; what is set or varied later wins.
void choose_fidelity(Study& study) {
  const Document document = Document::from_file(study.scenario);
  const auto simulation = document.readable() ? document.value.find("simulation") : document.value.end();
  const bool open = document.readable() && (simulation == document.value.end() || !simulation->is_object() || !simulation->contains("fidelity"));
  if (open) study.settings.insert(study.settings.begin(), fast_setting);
}

// A limit in a unit of another kind than the figure's is a slip.
std::optional<std::string> limit_problem(const FigureLimit& limit) {
  if (auto problem = figure_problem(limit.figure)) return problem;
  const std::string_view unit = find_figure(limit.figure)->unit;
  if (limit.written.find_first_not_of("0123456789.eE+- ") == std::string::npos) return std::nullopt;   // a bare number, in the figure's unit
  const std::pair<std::string_view, UnitKind> kinds[] = {{"s", UnitKind::time}, {"B", UnitKind::size}, {"USD", UnitKind::price}, {"tokens", UnitKind::tokens}, {"tokens/s", UnitKind::token_rate}, {"USD/h", UnitKind::price_per_hour}};
  for (const auto& [name, kind] : kinds)
    if (unit == name && parse_measure(limit.written, {kind}).measure) return std::nullopt;
  return fmt::format("{}: '{}' is no limit for it, whose unit is {}", limit.figure, limit.written, unit);
}

std::string with_nearest(const AxisFault& fault) { return fault.nearest.empty() ? fault.message : fmt::format("{}; did you mean {}?", fault.message, fault.nearest); }

} // namespace

std::string study_scenario(const StudyArguments& arguments) { return base_study(arguments.file).scenario; }

Study study_of(const StudyArguments& arguments) {
  Study study = base_study(arguments.file);
  std::vector<std::string> problems;
  const auto guarded = [&](const std::string& flag, const auto& body) {
    try {
      body();
    } catch (const AxisFault& fault) {
      problems.push_back(fmt::format("{}: {}", flag, with_nearest(fault)));
    } catch (const ExpressionFault& fault) {
      problems.push_back(fmt::format("{}: {}", flag, fault.message));
    }
  };
  for (const std::string& text : arguments.vary) guarded("--vary", [&] { study.axes.push_back(Axis::from_text(text)); });
  for (const std::string& text : arguments.where) guarded("--where", [&] { study.constraints.emplace_back(text); });
  for (const std::string& text : arguments.require) guarded("--require", [&] { add_requirement(study.requirements, text); });
  if (arguments.design) guarded("--design", [&] { study.design = design_from_text(*arguments.design); });
  if (arguments.goal) guarded("--goal", [&] { study.goal = goal_from_text(*arguments.goal); });
  study.settings.insert(study.settings.end(), arguments.play.overrides.begin(), arguments.play.overrides.end());
  if (arguments.play.seed || arguments.play.replications) {
    const std::size_t count = arguments.play.replications.value_or(1);
    study.seeds.clear();
    for (std::uint64_t i = 0; i < count; ++i) study.seeds.push_back(arguments.play.seed.value_or(1) + i);
  }
  if (arguments.half_width) study.half_width = arguments.half_width;
  if (arguments.most_replications) study.most_replications = *arguments.most_replications;
  choose_fidelity(study);
  if (study.name.empty()) study.name = std::filesystem::path(arguments.file).stem().string();
  study.has_goal = study.goal.has_value();
  if (!study.goal) study.goal = Goal{true, "goodput"};
  if (const auto problem = figure_problem(study.goal->figure)) problems.push_back(*problem);
  for (const FigureLimit& limit : study.requirements.figures)
    if (const auto problem = limit_problem(limit)) problems.push_back(*problem);
  if (!problems.empty()) refuse(problems, ExitCode::usage, "the study");
  return study;
}

std::vector<StudyPoint> expanded_points(const Study& study) {
  Expansion expansion = expand(study);
  std::vector<std::string> problems;
  for (const AxisFault& fault : expansion.faults) problems.push_back(with_nearest(fault));
  if (!problems.empty()) refuse(problems, ExitCode::usage, "the study");
  return std::move(expansion.points);
}

PointPlan checked_points(const Study& study, const std::vector<StudyPoint>& points) {
  PointPlan plan = plan_points(study, points, {catalogue_folder(), program_version, [](const World& world) { check_playable(world, {}); }});
  if (!plan.problems.empty()) refuse(plan.problems, ExitCode::invalid_scenario, "the study");
  if (plan.points.empty()) throw CommandError(ExitCode::usage, fmt::format("the constraints leave out all {} points", plan.left_out));
  return plan;
}

std::string store_path(const StudyArguments& arguments, const Study& study) {
  if (arguments.store) return *arguments.store;
  std::string name = study.name;
  for (char& c : name) if (c == '/' || c == ' ' || c == '\0') c = '-';
  return name + ".db";
}

SweepOptions sweep_options(const StudyArguments& arguments, const Study& study) {
  SweepOptions options;
  options.retries = arguments.retries;
  options.retry_failed = arguments.retry_failed;
  options.half_width = study.half_width;
  options.figure = study.goal->figure;
  options.most_replications = study.most_replications;
  return options;
}

Job make_sweep_job(const std::string& scenario_file, const SweepRun& run) {
  static const Catalogues catalogues(catalogue_folder());   // read here once, not in every child
  return {run.seed, [scenario_file, run](Progress& progress) {
            Reading reading = read_scenario(scenario_file, {run.overrides, catalogue_folder(), run.drop_unused, {}, &catalogues});
            if (!reading.world) throw std::runtime_error(reading.problems.empty() ? "the scenario cannot be read" : format_problem(reading.problems.front()));
            if (reading.world->hash != run.hash) throw std::runtime_error("the scenario file changed while the study ran");
            return make_job(std::make_shared<const World>(std::move(*reading.world)), run.seed).body(progress);
          }};
}

std::optional<std::string> figure_problem(const std::string& key) {
  const Figure* figure = find_figure(key);
  if (figure && !figure->unit.empty() && key.find('[') == std::string::npos) return std::nullopt;
  if (figure) return fmt::format("{} is not one number for the whole run; take one such as goodput or cost.total_usd", key);
  std::string nearest;
  for (const std::string_view name : nearest_figures(key)) nearest += fmt::format("{}{}", nearest.empty() ? "" : ", ", name);
  return fmt::format("there is no figure {}{}; archipelago explain lists them", key, nearest.empty() ? "" : fmt::format(", did you mean {}?", nearest));
}

void check_figure(const std::string& key) {
  if (const auto problem = figure_problem(key)) throw CommandError(ExitCode::usage, *problem);
}

void refuse_requirements(const Study& study) {
  if (!study.requirements.empty()) throw CommandError(ExitCode::usage, "\"constraints\" on figures have an effect in plan alone; plan --exhaustive plays every point, \"where\" limits keys");
}

void register_points(Store& store, const Study& study, const std::vector<PlannedPoint>& points) {
  std::vector<StoredPoint> stored;
  const auto keys = axis_keys(study);
  {
    Transaction transaction(store.database());
    for (const PlannedPoint& point : points) store.add_scenario(point.scenario, program_version);
    transaction.commit();
  }
  for (const PlannedPoint& point : points) {
    StoredPoint& row = stored.emplace_back(StoredPoint{point.point.number, point.scenario.id, {}});
    for (std::size_t k = 0; k < point.point.values.size(); ++k) row.values.emplace_back(k < keys.size() ? keys[k] : "", point.point.values[k]);
  }
  store.set_points(study.name, stored);
}

StudyProgress play_points(Store& store, Sweep& sweep, const StudyArguments& arguments, const PlayRuns& play_runs) {
  StudyProgress progress;
  const std::size_t cached = sweep.cached();
  {
    ProgressLine line(sweep.waiting(), arguments.play.quiet);
    progress.interrupted = !play_runs(sweep, supervisor_options(arguments.play, &line));
  }
  progress.failed = sweep.failed();
  if (!arguments.play.quiet)
    fmt::print(stderr, "archipelago: {} runs played, {} were in the store, {} failed; {}\n", sweep.played(), cached, sweep.failed(), store.database().path());
  if (progress.interrupted) fmt::print(stderr, "archipelago: interrupted, {} runs are left; the same command goes on with them\n", sweep.waiting());
  return progress;
}

std::vector<MeasuredPoint> measured_points(Store& store, const Sweep& sweep, const std::vector<PlannedPoint>& points, const std::vector<std::string>& figures) {
  std::vector<MeasuredPoint> measured;
  for (const PlannedPoint& point : points) {
    if (!sweep.has(point.scenario.id)) continue;
    MeasuredPoint& row = measured.emplace_back(MeasuredPoint{point.point.number, point.point.values, {}, {}});
    const auto& seeds = sweep.seeds(point.scenario.id);
    for (const std::string& key : figures) {
      const auto values = store.figure(point.scenario.id, key);
      for (const std::uint64_t seed : seeds)
        if (const auto value = values.find(seed); value != values.end()) row.figures[key].insert(*value);
    }
    for (const std::uint64_t seed : seeds)
      if (std::string reason = store.failure(point.scenario.id, seed); !reason.empty()) row.failed.emplace_back(seed, std::move(reason));
  }
  return measured;
}

} // namespace archipelago
