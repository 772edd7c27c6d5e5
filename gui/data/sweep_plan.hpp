// What a sweep would play, worked out before it starts: faults of its axes, or the number of points.
#pragma once

#include <QString>
#include <QStringList>

#include <cstddef>

namespace archipelago::gui {

struct SweepPlan {
  QStringList faults;                         // one per axis that is wrong
  std::size_t points = 0;
};

SweepPlan sweep_plan(const QStringList& axes, const QString& design);   // "key=values", as after --vary
QString axis_help_text();

} // namespace archipelago::gui
