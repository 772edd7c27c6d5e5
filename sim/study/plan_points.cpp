#include "sim/study/plan_points.hpp"

#include "scenarios/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace archipelago {

namespace {

std::string named(const Study& study, const StudyPoint& point) {
  std::string text;
  const auto keys = axis_keys(study);
  if (point.values.size() != keys.size()) return point.overrides.empty() ? as_given : point.overrides.back();   // a break-even value lies on no axis
  for (std::size_t k = 0; k < keys.size(); ++k)
    if (point.values[k] != as_given) text += fmt::format("{}{}={}", text.empty() ? "" : ", ", keys[k], point.values[k]);
  return text.empty() ? as_given : text;
}

// The same mistake is mostly made at many points: it is said once, with the points.
class Problems {
public:
  void add(const std::string& text, const StudyPoint& point) {
    const auto [at, is_new] = places_.emplace(text, problems_.size());
    if (is_new) problems_.push_back({text, {}});
    auto& points = problems_[at->second].points;
    if (points.empty() || points.back() != &point) points.push_back(&point);
  }

  std::vector<std::string> texts(const Study& study, std::size_t all) const {
    std::vector<std::string> texts;
    for (const auto& [text, points] : problems_) {
      std::string where = points.size() == all ? fmt::format("all {} points", all) : points.size() == 1 ? "point" : fmt::format("{} of {} points:", points.size(), all);
      if (points.size() < all || all == 1)
        for (std::size_t i = 0; i < std::min<std::size_t>(points.size(), 3); ++i) where += fmt::format("{} {} ({})", i ? ";" : "", points[i]->number, named(study, *points[i]));
      if (points.size() > 3 && points.size() < all) where += "; ...";
      texts.push_back(fmt::format("{}\n  at {}", text, where));
    }
    return texts;
  }

private:
  struct Problem { std::string text; std::vector<const StudyPoint*> points; };
  std::vector<Problem> problems_;
  std::map<std::string, std::size_t> places_;
};

} // namespace

PointPlan plan_points(const Study& study, const std::vector<StudyPoint>& points, const PlanOptions& options) {
  PointPlan plan;
  Problems problems;
  std::vector<std::uint64_t> first_seeds;
  const auto folder = std::filesystem::path(study.scenario).parent_path();
  const Catalogues catalogues(options.catalogues);
  for (const StudyPoint& point : points) {
    Reading reading = read_scenario(study.scenario, {point.overrides, options.catalogues, point.drop_unused, {}, &catalogues});
    if (reading.canonical.empty()) {          // the file itself cannot be read: once is enough
      for (const Problem& problem : reading.problems) plan.problems.push_back(format_problem(problem));
      return plan;
    }
    try {
      if (!admitted(study, point, reading.canonical)) {
        ++plan.left_out;
        continue;
      }
      for (const Problem& problem : reading.problems) problems.add(format_problem(problem), point);
      if (!reading.world) continue;
      if (options.check) options.check(*reading.world);
    } catch (const ExpressionFault& fault) {
      problems.add(fault.message, point);
      continue;
    }
    if (first_seeds.empty()) first_seeds = study.seeds.empty() ? reading.world->simulation.seeds : study.seeds;
    PlannedPoint planned{point, scenario_identity(reading.canonical, folder, options.program_version), reading.world->hash, first_seeds,
                         reading.world->simulation.fidelity != Fidelity::closed_form};
    if (!planned.chance) planned.seeds.resize(1);
    plan.points.push_back(std::move(planned));
  }
  plan.problems = problems.texts(study, points.size());
  return plan;
}

} // namespace archipelago
