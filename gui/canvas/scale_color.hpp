// A value between two ends as a colour: dark to light without red against green (cividis, Nuñez and others 2018, at five places).
#pragma once

#include <QColor>

namespace archipelago::gui {

QColor scale_color(double share);             // 0 to 1; outside is cut
QColor words_on(const QColor& ground);        // black or white, whichever can be read

} // namespace archipelago::gui
