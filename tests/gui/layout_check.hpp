// What is wrong with how a window looks, found by its structure: words that do not fit, controls that lie on each other or outside.
#pragma once

#include <QStringList>
#include <QWidget>

namespace archipelago::gui::test {

QStringList layout_faults(const QWidget& window);

// Contrast of two colours as WCAG 2 has it; words need 4.5.
double contrast(const QColor& one, const QColor& other);

QStringList nameless_controls(const QWidget& window);   // controls that a screen reader could not name

} // namespace archipelago::gui::test
