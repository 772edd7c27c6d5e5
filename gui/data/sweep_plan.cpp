#include "gui/data/sweep_plan.hpp"

#include "gui/base/text.hpp"
#include "scenarios/studies/key_path.hpp"
#include "scenarios/studies/study.hpp"

namespace archipelago::gui {

namespace {

QString fault_text(const AxisFault& fault) { return to_qt(fault.message) + (fault.nearest.empty() ? QString() : QStringLiteral("; did you mean %1?").arg(to_qt(fault.nearest))); }

} // namespace

SweepPlan sweep_plan(const QStringList& axes, const QString& design) {
  SweepPlan plan;
  Study study;
  study.name = "plan";
  for (const QString& text : axes) {
    try {
      Axis axis = Axis::from_text(text.toStdString());
      if (!axis.is_variable())
        for (const std::string& key : axis.keys) check_key(key);
      study.axes.push_back(std::move(axis));
    } catch (const AxisFault& fault) {
      plan.faults << fault_text(fault);
    }
  }
  try {
    study.design = design_from_text(design.toStdString());
    if (!plan.faults.isEmpty() || study.axes.empty()) return plan;
    Expansion expansion = expand(study);
    for (const AxisFault& fault : expansion.faults) plan.faults << fault_text(fault);
    plan.points = expansion.points.size();
  } catch (const AxisFault& fault) {
    plan.faults << fault_text(fault);
  }
  return plan;
}

QString axis_help_text() { return to_qt(axis_help()); }

} // namespace archipelago::gui
