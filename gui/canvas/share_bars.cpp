#include "gui/canvas/share_bars.hpp"

#include "gui/base/palette.hpp"
#include "gui/base/text.hpp"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace archipelago::gui {

ShareBars::ShareBars(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("shares of time"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ShareBars::show(std::vector<ShareBar> bars) {
  bars_ = std::move(bars);
  updateGeometry();
  update();
}

QSize ShareBars::sizeHint() const { return {500, static_cast<int>(bars_.size()) * (fontMetrics().height() + 16) + 6}; }

QRectF ShareBars::place(std::size_t bar) const {
  double label = 0;
  for (const ShareBar& one : bars_) label = std::max(label, fontMetrics().horizontalAdvance(one.name) + 14.0);
  const double each = fontMetrics().height() + 16;
  return {label, 4 + each * static_cast<double>(bar), std::max(40.0, width() - label - 4), each - 8};
}

void ShareBars::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  for (std::size_t d = 0; d < bars_.size(); ++d) {
    const QRectF whole = place(d);
    painter.setPen(gui::palette().text);
    painter.drawText(QRectF(0, whole.top(), whole.left() - 8, whole.height()), Qt::AlignVCenter | Qt::AlignRight, bars_[d].name);
    double x = whole.left();
    for (const auto& [what, share] : bars_[d].parts) {
      const QRectF piece(x, whole.top(), share * whole.width(), whole.height());
      painter.fillRect(piece, color_of(what));
      const QString words = name_of(what) + " " + quantity(share, "share");
      if (piece.width() > fontMetrics().horizontalAdvance(words) + 8) {
        painter.setPen(Qt::white);
        painter.drawText(piece.adjusted(5, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, words);
      }
      x += piece.width();
    }
  }
}

bool ShareBars::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  for (std::size_t d = 0; d < bars_.size(); ++d) {
    double x = place(d).left();
    for (const auto& [what, share] : bars_[d].parts) {
      const QRectF piece(x, place(d).top(), std::max(2.0, share * place(d).width()), place(d).height());
      if (piece.contains(help->pos())) {
        QToolTip::showText(help->globalPos(), explanation("time_shares." + std::string(time_class_names[static_cast<std::size_t>(what)])) + quantity(share, "share"), this);
        return true;
      }
      x += share * place(d).width();
    }
  }
  QToolTip::hideText();
  return true;
}

} // namespace archipelago::gui
