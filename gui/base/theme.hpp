// Light and dark: the application's palette, style and style sheet, from gui/base/palette.
#pragma once

#include "gui/base/palette.hpp"

class QApplication;

namespace archipelago::gui {

Ground remembered_ground();                   // the user's choice, else that of the desktop
void apply_theme(QApplication& application, Ground ground);

} // namespace archipelago::gui
