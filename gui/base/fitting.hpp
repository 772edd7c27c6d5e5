// Names that must fit a place on a canvas: they take another line, or leave out what leads to them, before any letter is lost.
#pragma once

#include <QFontMetricsF>
#include <QString>

namespace archipelago::gui {

// The words, or a dotted key without as many leading parts as it must lose ("protocol.sync_interval": "sync_interval") for each of its
// lines to fit; elided only where even its last part is wider. `width` in pixels, of each of `lines`.
QString fitting_name(const QFontMetricsF& metrics, const QString& name, double width, int lines);

} // namespace archipelago::gui
