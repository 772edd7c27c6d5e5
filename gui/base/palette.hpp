// Colours of the dashboard: those of reports (reports/hues.hpp), on light and on dark ground.
#pragma once

#include "models/result.hpp"
#include "reports/terminal.hpp"

#include <QColor>

namespace archipelago::gui {

enum class Ground { light, dark };

// What surfaces, words and lines are painted with.
struct Palette {
  Ground ground = Ground::light;
  QColor window, surface, raised, border, text, muted, accent, accent_text, selection, good, warning, bad;
};

const Palette& palette();                     // of the ground chosen last; light at first
void choose_ground(Ground ground);

QColor color_of(Hue hue);                     // on the present ground
QColor color_of(TimeClass what);              // classes that share a hue differ in shade; their order is that of the contract

} // namespace archipelago::gui
