#include "sim/cli/plan_session.hpp"

#include "scenarios/scenario.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/play.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/study_run.hpp"
#include "sim/cli/version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace archipelago {

PlanSession::PlanSession(const StudyArguments& arguments, const Study& study, std::vector<std::string> figures)
    : arguments_(arguments), study_(study), figures_(std::move(figures)) {}

Store& PlanSession::store() {
  if (!store_) store_ = std::make_unique<Store>(store_path(arguments_, study_));   // only once there is something to play
  return *store_;
}

std::vector<TriedPoint> PlanSession::play(std::vector<StudyPoint> points, std::size_t seeds, const std::string& what) {
  std::vector<TriedPoint> tried;
  std::vector<PlannedPoint> now;
  const PlanOptions options{catalogue_folder(), program_version, [](const World& world) { check_playable(world, {}); }};
  for (StudyPoint& point : points) {
    if (point.number == 0) {
      const auto [known, is_new] = numbers_.emplace(point.overrides, next_number_);
      next_number_ += is_new;
      point.number = known->second;
    }
    TriedPoint& row = tried.emplace_back(TriedPoint{{point.number, point.values, {}, {}}, {}});
    const PointPlan plan = plan_points(study_, {point}, options);
    if (!plan.problems.empty()) row.refusal = plan.problems.front().substr(0, plan.problems.front().find('\n'));
    else if (plan.points.empty()) row.refusal = "left out by the constraints on keys";
    else now.push_back(plan.points.front());
  }
  for (PlannedPoint& point : now) {
    point.seeds.resize(std::min(point.seeds.size(), seeds));
    const auto known = std::find_if(planned_.begin(), planned_.end(), [&](const PlannedPoint& other) { return other.point.number == point.point.number; });
    if (known == planned_.end()) planned_.push_back(point);
    for (const std::uint64_t seed : point.seeds) asked_.emplace(point.scenario.id, seed);
  }
  register_points(store(), study_, planned_);
  SweepOptions sweep_rules = sweep_options(arguments_, study_);
  sweep_rules.half_width.reset();
  Sweep sweep(store(), now, sweep_rules, [&](const SweepRun& run) { return make_sweep_job(study_.scenario, run); });
  if (!arguments_.play.quiet && !what.empty()) fmt::print(stderr, "archipelago: {}: {} runs to play, {} are in the store\n", what, sweep.waiting(), sweep.cached());
  if (stream_) stream_->stage(what, sweep.waiting(), sweep.cached());
  bool ended = true;
  {
    ProgressLine line(sweep.waiting(), arguments_.play.quiet);
    ended = supervise(sweep, supervisor_options(arguments_.play, stream_ ? static_cast<Listener*>(stream_) : &line));
  }
  played_ += sweep.played();
  failed_ += sweep.failed();
  if (!ended) {
    if (!arguments_.play.quiet) fmt::print(stderr, "archipelago: interrupted; the same command goes on from here, in {}\n", store().database().path());
    throw CommandError(ExitCode::interrupted, "");
  }
  std::map<std::size_t, MeasuredPoint> by_number;
  for (MeasuredPoint& point : measured_points(store(), sweep, now, figures_)) by_number.emplace(point.number, std::move(point));
  for (TriedPoint& row : tried)
    if (const auto found = by_number.find(row.measured.number); found != by_number.end()) row.measured = found->second;
  return tried;
}

std::optional<double> PlanSession::failures_a_run(std::size_t number) {
  const auto point = std::find_if(planned_.begin(), planned_.end(), [&](const PlannedPoint& planned) { return planned.point.number == number; });
  if (point == planned_.end() || !point->chance) return std::nullopt;
  const Reading reading = read_scenario(study_.scenario, {point->point.overrides, catalogue_folder(), point->point.drop_unused});
  if (!reading.world || !reading.world->failures) return std::nullopt;
  double lost = 0, runs = 0;
  for (const auto& [scenario, seed] : asked_) {
    const auto result = scenario == point->scenario.id ? store().result(scenario, seed) : std::nullopt;
    if (!result) continue;
    ++runs;
    for (const LearnerResult& learner : result->learners) lost += static_cast<double>(learner.failures);
  }
  return runs > 0 ? std::optional(lost / runs) : std::nullopt;
}

} // namespace archipelago
