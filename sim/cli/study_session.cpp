#include "sim/cli/study_session.hpp"

#include <map>

namespace archipelago {

StudySession::StudySession(const StudyArguments& arguments, Study study) : arguments_(arguments), study_(std::move(study)) {}

std::vector<MeasuredPoint> StudySession::measure(std::vector<StudyPoint> points, const std::vector<std::string>& figures) {
  for (StudyPoint& point : points) point.number = next_number_++;
  const PointPlan plan = checked_points(study_, points);
  if (!store_) store_ = std::make_unique<Store>(store_path(arguments_, study_));   // only once there is something to play
  planned_.insert(planned_.end(), plan.points.begin(), plan.points.end());
  register_points(*store_, study_, planned_);

  Sweep sweep(*store_, plan.points, sweep_options(arguments_, study_), [&](const SweepRun& run) { return make_sweep_job(study_.scenario, run); });
  const StudyProgress progress = play_points(*store_, sweep, arguments_, [](Sweep& runs, const SupervisorOptions& options) { return supervise(runs, options); });
  if (progress.interrupted) throw CommandError(ExitCode::interrupted, "");
  failed_ += progress.failed;

  std::map<std::size_t, MeasuredPoint> by_number;
  for (MeasuredPoint& point : measured_points(*store_, sweep, plan.points, figures)) by_number.emplace(point.number, std::move(point));
  std::vector<MeasuredPoint> measured;
  for (const StudyPoint& point : points) {
    const auto found = by_number.find(point.number);
    measured.push_back(found == by_number.end() ? MeasuredPoint{point.number, point.values, {}, {}} : std::move(found->second));
  }
  return measured;
}

} // namespace archipelago
