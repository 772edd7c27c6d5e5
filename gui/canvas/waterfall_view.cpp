#include "gui/canvas/waterfall_view.hpp"

#include "gui/base/palette.hpp"
#include "gui/base/text.hpp"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

namespace archipelago::gui {

namespace {

QString share_words(const ClassPart& part) {
  FigureReading reading{part.share, part.interval, 2};
  return quantity(reading, "share");
}

} // namespace

WaterfallView::WaterfallView(QWidget* parent) : QWidget(parent) { setAccessibleName(tr("accelerator-hours")); }

void WaterfallView::show(std::vector<ClassPart> parts, double hours) {
  parts_ = std::move(parts);
  hours_ = hours;
  bars_.clear();
  if (hours > 0) bars_.push_back({tr("allocated"), tr("%1 accelerator-hours").arg(QLocale().toString(hours, 'f', 0)), 0, 1, gui::color_of(Hue::grey), "learners[].allocated_s"});
  double left = 1;
  const ClassPart* compute = nullptr;
  for (const ClassPart& part : parts_) {
    if (part.what == TimeClass::compute) {
      compute = &part;
      continue;
    }
    bars_.push_back({name_of(part.what), tr("%1 · %2 h").arg(share_words(part), QLocale().toString(part.accelerator_hours, 'f', part.accelerator_hours < 100 ? 1 : 0)), left - part.share, left,
                     gui::color_of(part.what), "time_shares." + std::string(time_class_names[static_cast<std::size_t>(part.what)])});
    left -= part.share;
  }
  if (compute) bars_.push_back({name_of(TimeClass::compute), tr("%1 · %2 h").arg(share_words(*compute), QLocale().toString(compute->accelerator_hours, 'f', 0)), 0, compute->share,
                                gui::color_of(TimeClass::compute), "time_shares.compute"});
  updateGeometry();
  update();
}

QRectF WaterfallView::place(std::size_t bar) const {
  const double label = fontMetrics().horizontalAdvance(QStringLiteral("exposed communication")) + 14, words = fontMetrics().horizontalAdvance(QStringLiteral("99.99 ± 99.99 % · 999,999 h")) + 14;
  const double each = std::min(34.0, (height() - 8.0) / static_cast<double>(std::max<std::size_t>(1, bars_.size()))), width = std::max(40.0, this->width() - label - words);
  const Bar& at = bars_[bar];
  return {label + at.from * width, 4 + static_cast<double>(bar) * each, std::max(2.0, (at.to - at.from) * width), each - 6};
}

void WaterfallView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double label = fontMetrics().horizontalAdvance(QStringLiteral("exposed communication")) + 14;
  for (std::size_t i = 0; i < bars_.size(); ++i) {
    const QRectF bar = place(i);
    painter.setPen(gui::palette().text);
    painter.drawText(QRectF(0, bar.top(), label - 8, bar.height()), Qt::AlignVCenter | Qt::AlignRight, bars_[i].name);
    painter.setPen(Qt::NoPen);
    painter.setBrush(bars_[i].color);
    painter.drawRoundedRect(bar, 3, 3);
    const double x = std::min(bar.right() + 8, width() - fontMetrics().horizontalAdvance(bars_[i].words) - 2.0);
    painter.setPen(gui::palette().muted);
    painter.drawText(QRectF(std::max(bar.right() + 8, x), bar.top(), width(), bar.height()), Qt::AlignVCenter | Qt::AlignLeft, bars_[i].words);
    if (i + 1 < bars_.size()) {               // from one level to the next
      const double down = i == 0 ? bar.right() : bar.left();
      painter.setPen(QPen(gui::palette().border, 1, Qt::DotLine));
      painter.drawLine(QPointF(down, bar.bottom()), QPointF(down, place(i + 1).top()));
    }
  }
}

bool WaterfallView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  for (std::size_t i = 0; i < bars_.size(); ++i) {
    const QRectF bar = place(i);
    if (help->pos().y() >= bar.top() - 3 && help->pos().y() <= bar.bottom() + 3) {
      QToolTip::showText(help->globalPos(), explanation(bars_[i].key), this);
      return true;
    }
  }
  QToolTip::hideText();
  return true;
}

} // namespace archipelago::gui
