#include "sim/study/plan/screen.hpp"

#include "reports/result_json.hpp"
#include "scenarios/scenario.hpp"
#include "sim/study/plan/features.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace archipelago {

namespace {

double number_at(const nlohmann::json& result, const std::string& key) {
  const nlohmann::json* at = &result;
  for (std::size_t start = 0; start <= key.size();) {
    const auto end = std::min(key.find('.', start), key.size());
    const auto found = at->is_object() ? at->find(key.substr(start, end - start)) : at->end();
    if (found == at->end()) return std::numeric_limits<double>::quiet_NaN();
    at = &*found;
    start = end + 1;
  }
  return at->is_number() ? at->get<double>() : std::numeric_limits<double>::quiet_NaN();
}

std::string short_reason(const Problem& problem) { return problem.pointer.empty() ? problem.message : fmt::format("{}: {}", problem.pointer, problem.message); }

} // namespace

std::vector<double> figures_of(const Result& result, const std::vector<std::string>& figures) {
  const nlohmann::json document = to_json(result);
  std::vector<double> values;
  for (const std::string& key : figures) values.push_back(number_at(document, key));
  return values;
}

ScreenedDesign screen_points(const Study& study, const std::vector<StudyPoint>& points, const std::vector<std::string>& figures, const ScreenOptions& options) {
  ScreenedDesign screening;
  std::map<std::string, std::size_t> reasons;
  std::vector<std::string> first_problems;
  const Catalogues catalogues(options.catalogues);
  const auto refuse = [&](const std::string& reason) { ++reasons[reason]; };
  for (std::size_t p = 0; p < points.size(); ++p) {
    if (p > 0 && options.go_on && !options.go_on(p)) {
      screening.interrupted = true;
      return screening;
    }
    const Reading reading = read_scenario(study.scenario, {points[p].overrides, options.catalogues, points[p].drop_unused, {}, &catalogues});
    try {
      if (!reading.canonical.empty() && !admitted(study, points[p], reading.canonical)) {
        ++screening.left_out;
        continue;
      }
      if (!reading.world) {
        if (first_problems.empty()) for (const Problem& problem : reading.problems) first_problems.push_back(format_problem(problem));
        if (reading.canonical.empty()) break;   // the file itself cannot be read
        refuse(short_reason(reading.problems.front()));
        continue;
      }
      if (auto refusal = refusal_of(*reading.world, study.requirements)) {
        refuse(*refusal);
        continue;
      }
      if (options.check) options.check(*reading.world);
      if (screening.candidates.empty()) screening.seeds = study.seeds.empty() ? reading.world->simulation.seeds : study.seeds;
      if (screening.candidates.empty()) screening.chance = false;
      screening.chance = screening.chance || reading.world->simulation.fidelity != Fidelity::closed_form;
      screening.candidates.push_back({points[p], figures_of(options.closed_form(*reading.world), figures), {}});
    } catch (const ExpressionFault& fault) {
      refuse(fault.message);
    } catch (const std::exception& fault) { refuse(fault.what()); }
  }
  for (std::size_t f = 0; f < std::min(options.needed, figures.size()); ++f) {
    const auto known = [&](const Candidate& candidate) { return std::isfinite(candidate.closed_form[f]); };
    if (std::none_of(screening.candidates.begin(), screening.candidates.end(), known)) continue;
    const std::size_t before = screening.candidates.size();
    std::erase_if(screening.candidates, [&](const Candidate& candidate) { return !known(candidate); });
    if (before > screening.candidates.size()) reasons[fmt::format("{} is not known there", figures[f])] += before - screening.candidates.size();
  }
  for (const auto& [reason, count] : reasons) screening.refused.push_back({reason, count});
  std::stable_sort(screening.refused.begin(), screening.refused.end(), [](const RefusedPoints& a, const RefusedPoints& b) { return a.points > b.points; });
  if (screening.candidates.empty()) {
    screening.problems = first_problems;
    for (const RefusedPoints& refusal : screening.refused) screening.problems.push_back(fmt::format("{} of {} points: {}", refusal.points, points.size(), refusal.reason));
    if (screening.left_out == points.size()) screening.problems.push_back(fmt::format("the constraints (where) leave out all {} points", points.size()));
  }
  std::vector<const StudyPoint*> kept;
  for (const Candidate& candidate : screening.candidates) kept.push_back(&candidate.point);
  auto features = axis_features(study, kept);
  for (std::size_t c = 0; c < features.size(); ++c) screening.candidates[c].features = std::move(features[c]);
  return screening;
}

} // namespace archipelago
