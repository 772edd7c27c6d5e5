// Two axes that matter in most scenarios, to begin a study with: how often is synchronized, and the narrowest line.
#pragma once

#include <QStringList>

namespace archipelago::gui {

struct ScenarioReading;

QStringList suggested_axes(const ScenarioReading& reading);   // of a scenario that has no problems

} // namespace archipelago::gui
