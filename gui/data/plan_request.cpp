#include "gui/data/plan_request.hpp"

#include "gui/base/text.hpp"
#include "reports/figures.hpp"
#include "scenarios/studies/key_path.hpp"
#include "scenarios/studies/study_file.hpp"

#include <QObject>

#include <algorithm>

namespace archipelago::gui {

namespace {

QString with_nearest(const QString& message, const QString& nearest) { return nearest.isEmpty() ? message : QObject::tr("%1; did you mean %2?").arg(message, nearest); }

QString figure_fault(const std::string& key) {
  const Figure* figure = find_figure(key);
  if (figure && !figure->unit.empty() && key.find('[') == std::string::npos) return {};
  if (figure) return QObject::tr("%1 is not one number for the whole run").arg(to_qt(key));
  const auto nearest = nearest_figures(key, 1);
  return with_nearest(QObject::tr("there is no figure %1").arg(to_qt(key)), nearest.empty() ? QString() : to_qt(nearest.front()));
}

// Everything that is asked as a Study; what is wrong goes to `faults`.
Study study_from(const PlanRequest& request, QStringList& faults) {
  Study study;
  study.name = request.name.toStdString();
  const auto guarded = [&](const auto& body) {
    try {
      body();
    } catch (const AxisFault& fault) {
      faults << with_nearest(to_qt(fault.message), to_qt(fault.nearest));
    } catch (const ExpressionFault& fault) {
      faults << to_qt(fault.message);
    }
  };
  for (const QString& text : request.axes) guarded([&] {
    Axis axis = Axis::from_text(text.toStdString());
    if (!axis.is_variable())
      for (const std::string& key : axis.keys) check_key(key);
    study.axes.push_back(std::move(axis));
  });
  for (const QString& text : request.settings) guarded([&] {
    if (!text.contains('=')) throw AxisFault{"'" + text.toStdString() + "': expected KEY=VALUE", {}};
    check_key(text.section('=', 0, 0).trimmed().toStdString());
    study.settings.push_back(text.toStdString());
  });
  for (const QString& text : request.where) guarded([&] { study.constraints.emplace_back(text.toStdString()); });
  for (const QString& text : request.limits) guarded([&] { add_requirement(study.requirements, text.toStdString()); });
  for (const FigureLimit& limit : study.requirements.figures)
    if (const QString fault = figure_fault(limit.figure); !fault.isEmpty()) faults << fault;
  guarded([&] { study.design = design_from_text(request.design.toStdString()); });
  guarded([&] {
    study.goal = goal_from_text(request.goal.toStdString());
    if (const QString fault = figure_fault(study.goal->figure); !fault.isEmpty()) faults << fault;
  });
  return study;
}

QString joined(const std::vector<std::string>& values, const char* between) {
  QStringList words;
  for (const std::string& value : values) words << to_qt(value);
  return words.join(QLatin1String(between));
}

QString axis_text(const Axis& axis) {
  const QString keys = joined(axis.keys, ",") + "=";
  if (axis.continuous()) return keys + to_qt(axis.text_of(axis.span.from)) + ".." + to_qt(axis.text_of(axis.span.to)) + (axis.span.by_ratio ? "#log" : "");
  QStringList values;
  for (const auto& value : axis.values) values << (axis.keys.size() == 1 ? to_qt(value.front()) : "(" + joined(value, ",") + ")");
  return keys + values.join(',');
}

QStringList limit_texts(const Requirements& requirements) {
  QStringList texts;
  for (const FigureLimit& limit : requirements.figures) texts << to_qt(limit.figure + (limit.at_least ? ">=" : "<=") + limit.written);
  for (const PowerLimit& limit : requirements.power) texts << to_qt("site_power" + (limit.site.empty() ? std::string() : "." + limit.site) + "<=" + limit.written);
  if (!requirements.zones.empty()) texts << "zones=" + joined(requirements.zones, ",");
  if (requirements.memory_fits) texts << "memory=fits";
  return texts;
}

} // namespace

PlanRequestReading read_plan_request(const QString& file) {
  const StudyFile read = read_study(file.toStdString());
  if (!read.study) {
    QStringList lines{QObject::tr("%1 is no study that can be planned:").arg(file)};
    for (const Problem& problem : read.problems) lines << to_qt(format_problem(problem));
    return {std::nullopt, lines.join('\n')};
  }
  const Study& study = *read.study;
  PlanRequest request;
  request.name = to_qt(study.name);
  request.scenario = to_qt(study.scenario);
  if (study.goal) request.goal = (study.goal->largest ? "max " : "min ") + to_qt(study.goal->figure);
  for (const Axis& axis : study.axes) request.axes << axis_text(axis);
  for (const std::string& setting : study.settings) request.settings << to_qt(setting);
  for (const Expression& constraint : study.constraints) request.where << to_qt(constraint.text());
  request.limits = limit_texts(study.requirements);
  if (study.design.kind == StudyDesign::Kind::sobol) request.design = QStringLiteral("sobol:%1").arg(study.design.points);
  if (study.design.kind == StudyDesign::Kind::latin_hypercube) request.design = QStringLiteral("latin-hypercube:%1:%2").arg(study.design.points).arg(study.design.seed);
  for (std::size_t i = 1; i < study.seeds.size(); ++i)
    if (study.seeds[i] != study.seeds[i - 1] + 1) return {std::nullopt, QObject::tr("%1: its seeds are not consecutive; plan it in a terminal: archipelago plan %1").arg(file)};
  if (!study.seeds.empty()) {
    request.first_seed = study.seeds.front();
    request.seeds = static_cast<int>(study.seeds.size());
  }
  return {request, {}};
}

PlanVerdict check(const PlanRequest& request) {
  PlanVerdict verdict;
  const Study study = study_from(request, verdict.faults);
  if (!verdict.faults.isEmpty() || study.axes.empty()) return verdict;
  const Expansion expansion = expand(study);
  for (const AxisFault& fault : expansion.faults) verdict.faults << with_nearest(to_qt(fault.message), to_qt(fault.nearest));
  verdict.points = expansion.points.size();
  return verdict;
}

QStringList plan_arguments(const PlanRequest& request) {
  QStringList arguments{request.goal.startsWith("max ") ? "--maximise" : "--minimise", request.goal.section(' ', 1).trimmed(), "--design", request.design,
                        "--seed", QString::number(request.first_seed), "--replications", QString::number(request.seeds)};
  const auto add = [&](const char* flag, const QStringList& texts) {
    for (const QString& text : texts) arguments << flag << text;
  };
  add("--vary", request.axes);
  add("--set", request.settings);
  add("--where", request.where);
  add("--require", request.limits);
  return arguments;
}

std::vector<std::string> overrides_of(const PlanRequest& request, std::int64_t number) {
  QStringList faults;
  const Expansion expansion = expand(study_from(request, faults));
  const auto point = std::find_if(expansion.points.begin(), expansion.points.end(), [number](const StudyPoint& one) { return static_cast<std::int64_t>(one.number) == number; });
  return point == expansion.points.end() ? std::vector<std::string>() : point->overrides;
}

} // namespace archipelago::gui
