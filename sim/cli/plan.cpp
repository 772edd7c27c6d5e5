// `plan`: the best point of a design under constraints.
#include "sim/cli/plan.hpp"

#include "reports/plan_report.hpp"
#include "scenarios/format/document.hpp"
#include "scenarios/format/nearest.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/plan_account.hpp"
#include "sim/cli/plan_explain.hpp"
#include "sim/cli/plan_session.hpp"
#include "sim/cli/plan_winner.hpp"
#include "sim/cli/play.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/files/output_file.hpp"
#include "sim/study/interrupt.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

#include <unistd.h>

namespace archipelago {

namespace {

constexpr double share_of_grid = 0.08;        // of the runs of the whole design, for the rungs; what explains comes on top
constexpr std::size_t fewest_runs = 256;
constexpr std::size_t most_flips = 2;         // against each rival

void check_sites(const Study& study) {         // that power limits name sites which are there
  const Document document = Document::from_file(study.scenario);
  std::vector<std::string> names;
  if (document.readable() && document.value.contains("sites") && document.value["sites"].is_array())
    for (const auto& site : document.value["sites"]) if (site.is_object() && site.contains("name") && site["name"].is_string()) names.push_back(site["name"].get<std::string>());
  for (const PowerLimit& limit : study.requirements.power)
    if (!limit.site.empty() && !names.empty() && std::find(names.begin(), names.end(), limit.site) == names.end()) {
      const std::string nearest = nearest_name(limit.site, names);
      throw CommandError(ExitCode::usage, fmt::format("site_power.{}: the scenario has no site of that name{}", limit.site, nearest.empty() ? "" : fmt::format(", did you mean {}?", nearest)));
    }
}

Study plan_study(const PlanArguments& arguments) {
  StudyArguments with_goal = arguments.study;
  if (arguments.minimise) with_goal.goal = "min " + *arguments.minimise;
  if (arguments.maximise) with_goal.goal = "max " + *arguments.maximise;
  Study study = study_of(with_goal);
  if (!study.has_goal) throw CommandError(ExitCode::usage, "what is best? give --minimise or --maximise and a figure, such as --minimise cost.to_equal_loss_usd, or a study file with a \"goal\"");
  check_sites(study);
  return study;
}

std::vector<Axis> flip_axes(const PlanArguments& arguments) {
  std::vector<Axis> axes;
  for (const std::string& text : arguments.flips) {
    try {
      axes.push_back(Axis::from_text(text));
    } catch (const AxisFault& fault) { throw CommandError(ExitCode::usage, fmt::format("--flip: {}{}", fault.message, fault.nearest.empty() ? "" : fmt::format("; did you mean {}?", fault.nearest))); }
    if (!axes.back().numeric || axes.back().keys.front().starts_with('$') || !(axes.back().span.from < axes.back().span.to))
      throw CommandError(ExitCode::usage, fmt::format("--flip {}: a range of a key is expected, such as \"costs.egress=0.01 USD/GB..0.1 USD/GB#log\"", text));
  }
  return axes;
}

ScreenedDesign screened(const Study& study, const std::vector<StudyPoint>& points, const PlanQuestion& question, bool quiet, PlanStream* stream) {
  if (!quiet) fmt::print(stderr, "archipelago: {} points are read and put to the closed form\n", points.size());
  const Interrupt interrupt;
  std::optional<ProgressLine> line;
  line.emplace(points.size(), quiet, "points");
  const auto watched = [&](std::size_t done) {
    if (stream) stream->screened(done, points.size());
    if (done > 0) line->ended(done - 1);
    return !interrupt.requested();
  };
  ScreenedDesign screening = screen_points(study, points, question.figures, {catalogue_folder(), closed_form_result, [](const World& world) { check_playable(world, {}); }, watched, 1 + question.limits.size()});
  if (!screening.interrupted) watched(points.size());
  line.reset();
  if (screening.interrupted) {
    if (!quiet) fmt::print(stderr, "archipelago: interrupted; nothing has been played yet\n");
    throw CommandError(ExitCode::interrupted, "");
  }
  if (screening.candidates.empty()) {
    for (const std::string& problem : screening.problems) fmt::print(stderr, "{}\n", problem);
    throw CommandError(ExitCode::invalid_scenario, "no point of the study can be played");
  }
  return screening;
}

// The best rival that is told apart from the winner, else the one next to it.
const Standing* rival_of(const Standings& final_standings) {
  const auto meets = [](const Standing& standing) { return standing.keeping == Keeping::meets; };
  for (std::size_t i = 1; i < final_standings.points.size(); ++i)
    if (meets(final_standings.points[i]) && final_standings.points[i].told_apart) return &final_standings.points[i];
  return final_standings.points.size() > 1 && meets(final_standings.points[1]) ? &final_standings.points[1] : nullptr;
}

void explain(PlanReport& report, PlanSession& session, const Study& study, const PlanQuestion& question, const std::vector<Candidate>& candidates, const Halving& halving,
             const Standings& last, std::size_t seeds, const std::vector<Axis>& flips, const StudyArguments& arguments) {
  const auto contestant = [&](std::size_t candidate, const std::string& role) {
    const StudyPoint& point = candidates[candidate].point;
    return Contestant{point, halving.played.at(candidate), fmt::format("point {}{}{}", point.number, role.empty() ? "" : ", ", role)};
  };
  Explanation explanation(session, study, question, contestant(last.points.front().candidate, ""), seeds);
  std::vector<Contestant> others;
  const Standing* rival = rival_of(last);
  if (report.runner_up) others.push_back(contestant(*report.runner_up, "the runner-up"));
  if (rival && rival->candidate != *report.runner_up) others.push_back(contestant(rival->candidate, "the next that can be told apart"));
  for (const Contestant& other : others) report.comparisons.push_back(explanation.against(other));
  std::vector<Contestant> rivals;
  if (!others.empty()) rivals.push_back(others.back());
  const Baseline baseline = baseline_of(study);
  auto played = session.play({baseline.point}, seeds, "the scenario as it stands");
  if (played.front().refusal.empty()) {
    played.front().measured.values = baseline.values;
    report.baseline = played.front().measured;
    const Contestant other{baseline.point, played.front().measured, "the scenario as it stands"};
    report.comparisons.push_back(explanation.against(other));
    rivals.push_back(other);
  } else {
    report.notes.push_back("The scenario as it stands cannot be played: " + played.front().refusal);
  }
  if (const auto failures = session.failures_a_run(candidates[*report.winner].point.number); failures && *failures < 1)
    report.notes.push_back(fmt::format("The winner's runs saw {:.2g} failures each on average: a longer simulation.horizon would say more about them.", *failures));
  if (!arguments.play.quiet) fmt::print(stderr, "archipelago: what would flip it\n");
  for (std::size_t r = 0; r < rivals.size(); ++r) {
    const auto comparison = std::find_if(report.comparisons.begin(), report.comparisons.end(), [&](const PlanComparison& one) { return one.with == rivals[r].name; });
    if (auto flip = explanation.own_flip(rivals[r], *comparison)) report.flips.push_back(std::move(*flip));
    Explanation::Flips found = explanation.flips(rivals[r], flips, most_flips);
    std::move(found.found.begin(), found.found.end(), std::back_inserter(report.flips));
    if (r == 0) report.unmoved = found.unmoved;
    else std::erase_if(report.unmoved, [&](const std::string& key) { return std::find(found.unmoved.begin(), found.unmoved.end(), key) == found.unmoved.end(); });
  }
}

Halving played_whole(const std::vector<Candidate>& candidates, const PlanQuestion& question, std::size_t seeds, const PlayCandidates& play) {
  Halving halving;
  std::vector<std::size_t> all;
  for (std::size_t c = 0; c < candidates.size(); ++c) all.push_back(c);
  auto points = play(all, seeds);
  for (std::size_t c = 0; c < candidates.size(); ++c) halving.played[c] = std::move(points[c]);
  for (const Standing& standing : standings(question, halving.played).points) halving.finalists.push_back(standing.candidate);
  halving.rungs.push_back({seeds, all.size(), all.size() * seeds, 0});
  return halving;
}

} // namespace

ExitCode plan_command(const PlanArguments& arguments) {
  const Study study = plan_study(arguments);
  const auto flips = flip_axes(arguments);
  for (const std::string& figure : arguments.figures) check_figure(figure);
  if (study.half_width) throw CommandError(ExitCode::usage, "half_width has no effect in plan: points get as many seeds as it takes to tell them apart, at most --replications");
  if (arguments.winner) check_writable(*arguments.winner);
  if (arguments.stream && (arguments.study.json || arguments.dry)) throw CommandError(ExitCode::usage, "--stream ends with the report as JSON: --json and --dry have no place beside it");
  std::optional<PlanStream> stream;
  if (arguments.stream) stream.emplace();
  PlanQuestion question = question_of(study, arguments.figures);
  const auto points = expanded_points(study);
  const ScreenedDesign screening = screened(study, points, question, arguments.study.play.quiet, stream ? &*stream : nullptr);
  choose_front(question, screening.candidates);
  const std::size_t seeds = screening.chance ? screening.seeds.size() : 1;

  HalvingOptions options{seeds, arguments.most_runs.value_or(std::max(fewest_runs, static_cast<std::size_t>(share_of_grid * static_cast<double>(points.size() * seeds)))), 8};
  const Terminal terminal = terminal_of(STDOUT_FILENO);
  if (arguments.dry) {
    fmt::print("{}", screening_text_of(screening, points.size(), std::min(screening.candidates.size(), first_rung_points(options)), options));
    return ExitCode::ok;
  }

  PlanSession session(arguments.study, study, question.figures);
  session.watch(stream ? &*stream : nullptr);
  session.number_from(points.size() + 1);
  std::size_t rung = 0, last_seeds = 0;
  const PlayCandidates play = [&](const std::vector<std::size_t>& chosen, std::size_t count) {
    rung += count != last_seeds;
    last_seeds = count;
    std::vector<StudyPoint> now;
    for (const std::size_t candidate : chosen) now.push_back(screening.candidates[candidate].point);
    std::vector<MeasuredPoint> measured;
    for (TriedPoint& tried : session.play(now, count, fmt::format("rung {}, {} points with {} seed{}", rung, now.size(), count, count == 1 ? "" : "s"))) measured.push_back(std::move(tried.measured));
    if (stream) stream->measured(axis_keys(study), question.figures, measured);
    return measured;
  };
  const Halving halving = arguments.exhaustive ? played_whole(screening.candidates, question, seeds, play) : run_halving(question, screening.candidates, options, play);

  PlanReport report = account_of(study, question, screening, halving, points.size(), seeds);
  report.search_runs = session.runs();
  Played final_round;
  for (const std::size_t candidate : halving.finalists) final_round.emplace(candidate, halving.played.at(candidate));
  const Standings last = standings(question, final_round);
  add_outcome(report, question, last, final_round);
  if (report.winner && !arguments.exhaustive) explain(report, session, study, question, screening.candidates, halving, last, seeds, flips, arguments.study);
  report.explanation_runs = session.runs() - report.search_runs;

  if (stream) stream->end(to_json(report));
  else if (arguments.study.json) fmt::print("{}\n", to_json(report).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
  else if (!arguments.study.play.quiet) fmt::print("{}", plan_text(report, terminal));
  if (arguments.winner && report.winner) write_winner(*arguments.winner, study, screening.candidates[*report.winner].point);
  if (!report.winner) return ExitCode::target_missed;
  return session.failed() ? ExitCode::run_failed : ExitCode::ok;
}

} // namespace archipelago
