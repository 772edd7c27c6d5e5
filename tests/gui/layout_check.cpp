#include "tests/gui/layout_check.hpp"

#include "gui/pages/shrinking_label.hpp"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QScrollBar>
#include <QTabBar>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>

#include <cmath>

namespace archipelago::gui::test {

namespace {

QString name_of(const QWidget& widget) {
  QString text;
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) text = label->text();
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) text = button->text();
  return QStringLiteral("%1 '%2' %3x%4").arg(widget.metaObject()->className(), text.left(60)).arg(widget.width()).arg(widget.height());
}

// Of one, in the part of it that the user sees.
bool shown(const QWidget& widget) { return widget.isVisible() && !widget.visibleRegion().isEmpty() && widget.width() > 0 && widget.height() > 0; }

// Cut off by the area that it scrolls in, which is no fault.
bool scrolled_off(const QWidget& widget) { return widget.visibleRegion().boundingRect().size() != widget.size(); }

void check_label(const QLabel& label, QStringList& faults) {
  if (label.text().isEmpty()) return;
  if (label.wordWrap()) {
    if (label.heightForWidth(label.width()) > label.height() + 2) faults << "cut in its height: " + name_of(label);
    return;
  }
  const QSize needed = qobject_cast<const ShrinkingLabel*>(&label) ? label.minimumSizeHint() : label.sizeHint();
  if (needed.width() > label.width() + 1 || needed.height() > label.height() + 2) faults << "cut: " + name_of(label);
}

void check_button(const QAbstractButton& button, QStringList& faults) {
  const int needed = button.fontMetrics().size(Qt::TextShowMnemonic, button.text()).width();
  if (!button.text().isEmpty() && needed > button.width() - 2) faults << "cut: " + name_of(button);
  if (!button.text().isEmpty() && button.fontMetrics().height() > button.height()) faults << "cut in its height: " + name_of(button);
}

void check_box(const QComboBox& box, QStringList& faults) {
  constexpr int arrow = 22;
  if (box.fontMetrics().horizontalAdvance(box.currentText()) > box.width() - arrow) faults << "cut: " + box.currentText() + " in " + name_of(box);
}

void check_line(const QLineEdit& line, QStringList& faults) {
  const QString words = line.text().isEmpty() ? line.placeholderText() : QString();   // what is typed may be longer
  if (line.fontMetrics().horizontalAdvance(words) > line.width() - 12) faults << "cut: " + words + " in " + name_of(line);
}

bool is_control(const QWidget& widget) {
  return qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QLabel*>(&widget) || qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QAbstractSpinBox*>(&widget) ||
         qobject_cast<const QLineEdit*>(&widget) || qobject_cast<const QAbstractScrollArea*>(&widget) || qobject_cast<const QProgressBar*>(&widget) || qobject_cast<const QAbstractSlider*>(&widget);
}

// Parts that a control or an area lays over itself: a combo box's line, a table's corner, a header.
bool is_part(const QWidget& widget) {
  for (const QWidget* above = widget.parentWidget(); above; above = above->parentWidget())
    if (qobject_cast<const QComboBox*>(above) || qobject_cast<const QAbstractSpinBox*>(above) || qobject_cast<const QAbstractItemView*>(above) || qobject_cast<const QLineEdit*>(above) || qobject_cast<const QTabBar*>(above)) return true;
  return qobject_cast<const QScrollBar*>(&widget) || qobject_cast<const QHeaderView*>(&widget);
}

} // namespace

QStringList layout_faults(const QWidget& window) {
  QStringList faults;
  std::vector<const QWidget*> controls;
  for (const QWidget* widget : window.findChildren<QWidget*>()) {
    if (!shown(*widget) || widget->window() != &window || is_part(*widget)) continue;
    if (const auto* label = qobject_cast<const QLabel*>(widget)) check_label(*label, faults);
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) check_button(*button, faults);
    if (const auto* box = qobject_cast<const QComboBox*>(widget)) check_box(*box, faults);
    if (const auto* line = qobject_cast<const QLineEdit*>(widget)) check_line(*line, faults);
    if (is_control(*widget)) controls.push_back(widget);
    const QRect place(widget->mapTo(&window, QPoint(0, 0)), widget->size());
    if (is_control(*widget) && !scrolled_off(*widget) && !window.rect().contains(place)) faults << "outside the window: " + name_of(*widget);
  }
  for (std::size_t i = 0; i < controls.size(); ++i)
    for (std::size_t k = i + 1; k < controls.size(); ++k) {
      const QWidget &one = *controls[i], &other = *controls[k];
      if (one.isAncestorOf(&other) || other.isAncestorOf(&one)) continue;
      const QRect first = one.visibleRegion().boundingRect().translated(one.mapTo(&window, QPoint(0, 0))), second = other.visibleRegion().boundingRect().translated(other.mapTo(&window, QPoint(0, 0)));
      const QRect both = first & second;
      if (both.width() > 1 && both.height() > 1) faults << "on each other: " + name_of(one) + " and " + name_of(other);
    }
  return faults;
}

double contrast(const QColor& one, const QColor& other) {
  const auto light = [](const QColor& color) {
    const auto part = [](double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
  };
  const double a = light(one), b = light(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QStringList nameless_controls(const QWidget& window) {
  QStringList found;
  for (QWidget* widget : window.findChildren<QWidget*>()) {
    if (widget->focusPolicy() == Qt::NoFocus || is_part(*widget) || !is_control(*widget) || widget->objectName() == "qt_scrollarea_viewport") continue;
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
    if (!face || face->text(QAccessible::Name).isEmpty()) found << name_of(*widget) + " in " + (widget->parentWidget() ? widget->parentWidget()->metaObject()->className() : "");
  }
  return found;
}

} // namespace archipelago::gui::test
