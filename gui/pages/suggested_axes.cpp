#include "gui/pages/suggested_axes.hpp"

#include "gui/base/text.hpp"
#include "gui/data/knobs.hpp"
#include "gui/session/scenario_reading.hpp"

#include <nlohmann/json.hpp>

namespace archipelago::gui {

QStringList suggested_axes(const ScenarioReading& reading) {
  QStringList axes;
  for (const Knob& knob : knobs_of(*reading.world(), *reading.effective)) {
    const QString key = to_qt(knob.key);
    if (key == "protocol.sync_interval") axes << QStringLiteral("%1=%2,%3,%4").arg(key).arg(knob.now, 0, 'f', 0).arg(2 * knob.now, 0, 'f', 0).arg(4 * knob.now, 0, 'f', 0);
    if (key.endsWith(".bandwidth") && axes.size() < 2) axes << QStringLiteral("%1=%2..%3*2").arg(key, knob.text(knob.now / 4), knob.text(knob.now * 2));
  }
  return axes;
}

} // namespace archipelago::gui
