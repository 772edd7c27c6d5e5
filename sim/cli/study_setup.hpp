// A study as its flags and its file say, checked; and its points as runs. What the commands over many scenarios share.
#pragma once

#include "reports/study_report.hpp"
#include "sim/cli/sweep.hpp"
#include "sim/study/plan_points.hpp"

namespace archipelago {

inline constexpr const char* fast_setting = "simulation.fidelity=fast";

// The file's study, with the flags on top; at fidelity fast where the scenario names none. All that is wrong with either is printed; CommandError (usage or invalid scenario).
Study study_of(const StudyArguments& arguments);

std::string study_scenario(const StudyArguments& arguments);   // the scenario file alone

// Every point's scenario, checked; problems are printed, grouped by what is wrong: CommandError (invalid scenario).
PointPlan checked_points(const Study& study, const std::vector<StudyPoint>& points);
std::vector<StudyPoint> expanded_points(const Study& study);

std::string store_path(const StudyArguments& arguments, const Study& study);
void refuse_requirements(const Study& study);   // which only a plan uses: CommandError (usage)
SweepOptions sweep_options(const StudyArguments& arguments, const Study& study);

// A job that reads the scenario itself, in its own process, and refuses one that has changed since it was checked.
Job make_sweep_job(const std::string& scenario_file, const SweepRun& run);

std::optional<std::string> figure_problem(const std::string& key);   // why a run has no one number of that name, with the nearest
void check_figure(const std::string& key);    // that a run has one number of it; CommandError (usage) with the nearest

// Registers the points with the store, plays what it lacks, and says on stderr how it went. `parts` of a larger study.
struct StudyProgress { bool interrupted = false; std::size_t failed = 0; };
StudyProgress play_points(Store& store, Sweep& sweep, const StudyArguments& arguments, const PlayRuns& play_runs);
void register_points(Store& store, const Study& study, const std::vector<PlannedPoint>& points);

// Values of the figures at each point, from the store; points of other shards are left out.
std::vector<MeasuredPoint> measured_points(Store& store, const Sweep& sweep, const std::vector<PlannedPoint>& points, const std::vector<std::string>& figures);

} // namespace archipelago
