#include "gui/canvas/live_gantt.hpp"

#include "gui/base/palette.hpp"
#include "gui/base/text.hpp"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <numeric>

namespace archipelago::gui {

LiveGantt::LiveGantt(QWidget* parent) : QWidget(parent) {
  setMinimumHeight(60);
  setAccessibleName(tr("learners' time so far"));
}

void LiveGantt::begin(QStringList learners) {
  names_ = std::move(learners);
  slices_.clear();
  times_.fill(0);
  share_ = 0;
  update();
}

void LiveGantt::add(const std::vector<LiveSlice>& slices, double share) {
  for (const LiveSlice& slice : slices) {
    for (const auto& learner : slice.learners)
      for (std::size_t c = 0; c < time_class_count; ++c) times_[c] += static_cast<double>(learner[c]);
    if (slices_.size() < most_slices) slices_.push_back(slice);
    for (auto m = static_cast<std::size_t>(names_.size()); m < slice.learners.size(); ++m) names_ << tr("learner %1").arg(m + 1);
  }
  share_ = std::max(share, share_);
  if (!slices.empty()) update();
}

double LiveGantt::row_height() const { return plot().height() / static_cast<double>(std::clamp<std::size_t>(static_cast<std::size_t>(names_.size()), 1, most_rows)); }

QRectF LiveGantt::plot() const {
  int wide = 40;
  for (qsizetype i = 0; i < std::min<qsizetype>(names_.size(), 40); ++i) wide = std::max(wide, fontMetrics().horizontalAdvance(names_[i]));
  const double left = std::min(wide + 12, width() / 3);
  return QRectF(left, 2, width() - left - 2, height() - 4);
}

void LiveGantt::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QRectF place = plot();
  painter.fillRect(place, gui::palette().surface);
  const double end = share_ > 0 && until() > 0 ? until() / share_ : 1, tall = row_height();
  const bool named = tall >= fontMetrics().height();
  for (std::size_t m = 0; m < static_cast<std::size_t>(std::min<qsizetype>(names_.size(), most_rows)); ++m) {
    const QRectF row(place.left(), place.top() + static_cast<double>(m) * tall, place.width(), std::max(1.0, tall - (tall > 6 ? 3 : 0)));
    painter.setPen(gui::palette().text);
    if (named) painter.drawText(QRectF(0, row.top(), place.left() - 8, row.height()), Qt::AlignRight | Qt::AlignVCenter, fontMetrics().elidedText(names_[static_cast<qsizetype>(m)], Qt::ElideRight, static_cast<int>(place.left()) - 8));
    for (const LiveSlice& slice : slices_) {
      if (m >= slice.learners.size()) continue;
      const auto& times = slice.learners[m];
      const double whole = std::accumulate(times.begin(), times.end(), 0.0);
      if (whole <= 0) continue;
      const double left = row.left() + slice.from / end * row.width(), right = row.left() + std::min(1.0, slice.to / end) * row.width();
      double bottom = row.bottom();
      for (std::size_t c = 0; c < time_class_count; ++c) {
        const double part = static_cast<double>(times[c]) / whole * row.height();
        if (part > 0) painter.fillRect(QRectF(left, bottom - part, right - left + 0.5, part), color_of(static_cast<TimeClass>(c)));
        bottom -= part;
      }
    }
  }
}

bool LiveGantt::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QRectF place = plot();
  const double end = share_ > 0 && until() > 0 ? until() / share_ : 1, at = (help->pos().x() - place.left()) / place.width() * end;
  const auto m = static_cast<std::ptrdiff_t>((help->pos().y() - place.top()) / row_height());
  const auto slice = std::find_if(slices_.begin(), slices_.end(), [at](const LiveSlice& one) { return at >= one.from && at < one.to; });
  if (slice == slices_.end() || m < 0 || m >= static_cast<std::ptrdiff_t>(slice->learners.size())) return true;
  const auto& times = slice->learners[static_cast<std::size_t>(m)];
  const double whole = std::accumulate(times.begin(), times.end(), 0.0);
  QString text = tr("<b>%1</b>, %2 to %3").arg(names_[m].toHtmlEscaped(), span_text(slice->from), span_text(slice->to));
  for (std::size_t c = 0; c < time_class_count; ++c)
    if (times[c] > 0) text += QStringLiteral("<br>%1 %2").arg(name_of(static_cast<TimeClass>(c)), quantity(static_cast<double>(times[c]) / whole, "share"));
  QToolTip::showText(help->globalPos(), text, this);
  return true;
}

} // namespace archipelago::gui
