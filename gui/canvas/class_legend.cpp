#include "gui/canvas/class_legend.hpp"

#include "gui/base/palette.hpp"
#include "gui/base/text.hpp"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace archipelago::gui {

ClassLegend::ClassLegend(QWidget* parent) : QWidget(parent) {
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void ClassLegend::show(std::vector<TimeClass> classes) {
  classes_ = std::move(classes);
  updateGeometry();
  update();
}

std::vector<QRect> ClassLegend::places(int width) const {
  std::vector<QRect> result;
  const int height = fontMetrics().height() + 4;
  QPoint at(0, 0);
  for (const TimeClass what : classes_) {
    const int wide = fontMetrics().horizontalAdvance(name_of(what)) + 32;
    if (at.x() > 0 && at.x() + wide > width) at = {0, at.y() + height};
    result.emplace_back(at, QSize(wide, height));
    at.rx() += wide;
  }
  return result;
}

int ClassLegend::heightForWidth(int width) const {
  const auto all = places(width);
  return all.empty() ? fontMetrics().height() + 4 : all.back().bottom() + 1;
}
QSize ClassLegend::sizeHint() const { return {600, heightForWidth(std::max(600, width()))}; }

void ClassLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const auto all = places(width());
  for (std::size_t i = 0; i < classes_.size(); ++i) {
    const QRect swatch(all[i].left(), all[i].center().y() - 5, 11, 11);
    painter.fillRect(swatch, color_of(classes_[i]));
    painter.setPen(gui::palette().text);
    painter.drawText(all[i].adjusted(17, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, name_of(classes_[i]));
  }
}

bool ClassLegend::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto all = places(width());
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].contains(help->pos())) {
      QToolTip::showText(help->globalPos(), explanation("time_shares." + std::string(time_class_names[static_cast<std::size_t>(classes_[i])])), this);
      return true;
    }
  QToolTip::hideText();
  return true;
}

} // namespace archipelago::gui
