#include "sim/cli/sensitivity.hpp"

#include "models/statistics/morris.hpp"
#include "reports/sensitivity_text.hpp"
#include "sim/cli/break_even.hpp"
#include "sim/cli/study_session.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

#include <unistd.h>

namespace archipelago {

namespace {

void check_axes(const Study& study, bool ends_only) {
  if (study.axes.empty()) throw CommandError(ExitCode::usage, "nothing is varied: give --vary KEY=FROM..TO, or --break-even KEY=FROM..TO");
  for (const Axis& axis : study.axes) {
    for (const std::string& key : axis.keys)
      if (key.starts_with('$')) throw CommandError(ExitCode::usage, fmt::format("the variable {} has no value in the scenario as it stands; vary a key", key));
    if (ends_only && !axis.numeric && axis.values.size() != 2)
      throw CommandError(ExitCode::usage, fmt::format("{}: two values are compared with the scenario; {} are given (sweep takes any number)", axis.keys.front(), axis.values.size()));
  }
}

StudyPoint changed(const Study& study, const std::vector<std::string>& base, const std::vector<std::pair<const Axis*, std::vector<std::string>>>& changes) {
  StudyPoint point{0, {}, base};
  for (const Axis& axis : study.axes) {
    const auto change = std::find_if(changes.begin(), changes.end(), [&](const auto& one) { return one.first == &axis; });
    for (std::size_t k = 0; k < axis.keys.size(); ++k) {
      point.values.push_back(change == changes.end() ? as_given : change->second[k]);
      if (change == changes.end()) continue;
      point.overrides.push_back(axis.keys[k] + "=" + change->second[k]);
      point.drop_unused = point.drop_unused || axis.keys[k] == "protocol.name";
    }
  }
  return point;
}

std::vector<std::string> end_of(const Axis& axis, bool high) {
  if (axis.numeric) return {axis.text_of(high ? axis.span.to : axis.span.from)};
  return high ? axis.values.back() : axis.values.front();
}

Tornado one_at_a_time(StudySession& session, const std::vector<std::string>& base) {
  const Study& study = session.study();
  check_axes(study, true);
  std::vector<StudyPoint> points{changed(study, base, {})};
  for (const Axis& axis : study.axes)
    for (const bool high : {false, true}) points.push_back(changed(study, base, {{&axis, end_of(axis, high)}}));
  const std::string& figure = study.goal->figure;
  const auto measured = session.measure(points, {figure});
  Tornado tornado{figure, reading_of(measured[0].of(figure)), {}};
  for (std::size_t a = 0; a < study.axes.size(); ++a) {
    const Axis& axis = study.axes[a];
    const auto difference = [&](std::size_t point) { return mean_reading(paired(measured[point].of(figure), measured[0].of(figure))); };
    tornado.bars.push_back({axis_text(axis.keys), axis_text(end_of(axis, false)), axis_text(end_of(axis, true)), difference(1 + 2 * a), difference(2 + 2 * a)});
  }
  return tornado;
}

std::vector<std::string> at_level(const Axis& axis, double level) {
  if (!axis.continuous()) return axis.values[static_cast<std::size_t>(std::lround(level * static_cast<double>(axis.values.size() - 1)))];
  const Axis::Span& span = axis.span;
  return {axis.text_of(span.by_ratio ? span.from * std::pow(span.to / span.from, level) : span.from + level * (span.to - span.from))};
}

Screening screen(StudySession& session, const std::vector<std::string>& base, std::size_t count, std::uint64_t seed) {
  const Study& study = session.study();
  check_axes(study, false);
  const auto trajectories = morris_trajectories(count, study.axes.size(), seed);
  std::vector<StudyPoint> points;
  for (const MorrisTrajectory& trajectory : trajectories)
    for (const UnitPoint& place : trajectory.points) {
      std::vector<std::pair<const Axis*, std::vector<std::string>>> changes;
      for (std::size_t a = 0; a < study.axes.size(); ++a) changes.emplace_back(&study.axes[a], at_level(study.axes[a], place[a]));
      points.push_back(changed(study, base, changes));
    }
  const std::string& figure = study.goal->figure;
  const auto measured = session.measure(points, {figure});
  std::vector<std::vector<double>> effects(study.axes.size());
  std::size_t at = 0;
  for (const MorrisTrajectory& trajectory : trajectories) {
    for (std::size_t i = 0; i < trajectory.moved.size(); ++i, ++at)
      if (const auto change = mean_reading(paired(measured[at + 1].of(figure), measured[at].of(figure))))
        effects[trajectory.moved[i]].push_back(change->value / trajectory.by[i]);
    ++at;
  }
  Screening screening{figure, {}};
  for (std::size_t a = 0; a < study.axes.size(); ++a) {
    std::vector<double> sizes;
    for (const double effect : effects[a]) sizes.push_back(std::abs(effect));
    screening.axes.push_back({axis_text(study.axes[a].keys), mean_reading(sizes), mean_reading(effects[a]), effects[a].empty() ? 0 : student_estimate(effects[a]).deviation});
  }
  return screening;
}

template <class Answer> void print_answer(const Answer& answer, const std::string& text, const StudyArguments& arguments) {
  if (arguments.json) fmt::print("{}\n", to_json(answer).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
  else if (!arguments.play.quiet) fmt::print("{}", text);
}

} // namespace

ExitCode sensitivity_command(const SensitivityArguments& arguments) {
  const Study study = study_of(arguments.study);
  refuse_requirements(study);
  std::vector<std::string> base;
  try {
    base = base_overrides(study);
  } catch (const ExpressionFault& fault) { throw CommandError(ExitCode::usage, fault.message); }
  const bool searching = arguments.break_even.has_value();
  if (!searching && (arguments.reach || arguments.against || !arguments.against_set.empty()))
    throw CommandError(ExitCode::usage, "--reach, --against and --against-set go with --break-even");
  if (searching && (!study.axes.empty() || arguments.morris)) throw CommandError(ExitCode::usage, "--break-even searches along its own key: leave out --vary and --morris");

  StudySession session(arguments.study, study);
  const Terminal terminal = terminal_of(STDOUT_FILENO);
  if (searching) {
    const BreakEven search = find_break_even(session, arguments, base);
    print_answer(search, break_even_text(search, terminal), arguments.study);
  } else if (arguments.morris) {
    const Screening screening = screen(session, base, *arguments.morris, arguments.morris_seed);
    print_answer(screening, screening_text(screening, terminal), arguments.study);
  } else {
    const Tornado tornado = one_at_a_time(session, base);
    print_answer(tornado, tornado_text(tornado, terminal), arguments.study);
  }
  return session.failed() ? ExitCode::run_failed : ExitCode::ok;
}

} // namespace archipelago
