// Icons drawn as paths, so that they are sharp at every scale and take the colours of the theme.
#pragma once

#include <QIcon>

namespace archipelago::gui {

enum class Sign { play, pause, stop, next, previous, run, undo, redo, open, save, theme, first, add, remove, export_picture, fit };
QIcon icon(Sign sign);                        // in the colour of words on the present ground

} // namespace archipelago::gui
