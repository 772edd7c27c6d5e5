// A page as a picture (PNG, or SVG of what it paints) or as numbers (CSV).
#pragma once

#include <QString>

class QWidget;

namespace archipelago::gui {

class Page;

QString export_page(Page& page, const QString& path);     // by its ending; what went wrong, or empty
void copy_picture(QWidget& widget);

} // namespace archipelago::gui
