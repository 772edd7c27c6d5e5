#include "gui/pages/shrinking_label.hpp"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace archipelago::gui {

namespace {
QFont smallest(const QLabel& label) {
  QFont font = label.font();
  font.setPointSizeF(std::min(font.pointSizeF(), QApplication::font().pointSizeF()));
  return font;
}
} // namespace

QSize ShrinkingLabel::minimumSizeHint() const {
  ensurePolished();
  return {static_cast<int>(std::ceil(QFontMetricsF(smallest(*this)).horizontalAdvance(text()))) + 2, QLabel::minimumSizeHint().height()};
}

void ShrinkingLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  QFont fitting = font();
  const double least = smallest(*this).pointSizeF();
  while (fitting.pointSizeF() > least && QFontMetricsF(fitting).horizontalAdvance(text()) > width()) fitting.setPointSizeF(std::max(least, fitting.pointSizeF() - 0.5));
  painter.setFont(fitting);
  painter.setPen(palette().color(foregroundRole()));
  painter.drawText(rect(), static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), text());
}

} // namespace archipelago::gui
