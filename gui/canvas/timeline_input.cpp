// What TimelineView does with mouse, wheel and keys, and what it says about the place under the cursor.
#include "gui/base/text.hpp"
#include "gui/canvas/timeline_view.hpp"
#include "gui/session/view_stack.hpp"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace archipelago::gui {

namespace {
constexpr double wheel_step = 1.25, key_step = 0.15;
constexpr int drag_begins = 4;                // pixels
}

void TimelineView::zoom(double factor, double around) {
  const TimeRange now = range();
  const double share = std::clamp((around - now.from) / now.length(), 0.0, 1.0), length = now.length() / factor;
  view_.show_range({around - share * length, around + (1 - share) * length});
}

void TimelineView::wheelEvent(QWheelEvent* event) {
  const double notches = event->angleDelta().y() / 120.0;
  if (event->modifiers() & Qt::ShiftModifier) {
    const double by = -notches * key_step * range().length();
    view_.show_range({range().from + by, range().to + by});
  } else if (event->modifiers() & Qt::AltModifier) verticalScrollBar()->setValue(verticalScrollBar()->value() - static_cast<int>(notches * 60));
  else if (event->position().x() < layout_.label_width) verticalScrollBar()->setValue(verticalScrollBar()->value() - static_cast<int>(notches * 60));
  else zoom(std::pow(wheel_step, notches), time_of(event->position().x()));
  event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !timeline_) return;
  pressed_ = hover_ = event->pos();
  pressed_range_ = range();
  dragging_ = false;
  selecting_ = event->modifiers() & Qt::ShiftModifier;
}

void TimelineView::mouseMoveEvent(QMouseEvent* event) {
  hover_ = event->pos();
  if (!(event->buttons() & Qt::LeftButton) || !timeline_) return;
  const int moved = event->pos().x() - pressed_.x();
  if (std::abs(moved) > drag_begins) dragging_ = true;
  if (selecting_) viewport()->update();
  else if (dragging_) {
    const double by = -moved / plot_width() * pressed_range_.length();
    view_.show_range({pressed_range_.from + by, pressed_range_.to + by}, false);
  }
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !timeline_) return;
  const double one = time_of(pressed_.x()), other = time_of(event->pos().x());
  if (selecting_ && dragging_) view_.show_range({std::min(one, other), std::max(one, other)});
  else if (dragging_) view_.show_range(range());
  else if (event->pos().x() >= layout_.label_width) Q_EMIT playhead_wanted(other);
  dragging_ = selecting_ = false;
  viewport()->update();
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (!timeline_) return;
  const Strip* strip = layout_.at(event->pos().y() + verticalScrollBar()->value());
  if (strip && strip->kind == Strip::Kind::learner && event->pos().x() < layout_.label_width) {   // only this one, or all again
    view_.show_learners(view_.state().learners.isEmpty() ? QStringList{strip->label} : QStringList{});
    return;
  }
  zoom(8, time_of(event->pos().x()));
}

void TimelineView::keyPressEvent(QKeyEvent* event) {
  const double step = key_step * range().length(), middle = (range().from + range().to) / 2;
  switch (event->key()) {
  case Qt::Key_Left: return view_.show_range({range().from - step, range().to - step});
  case Qt::Key_Right: return view_.show_range({range().from + step, range().to + step});
  case Qt::Key_Plus:
  case Qt::Key_Equal: return zoom(wheel_step, middle);
  case Qt::Key_Minus: return zoom(1 / wheel_step, middle);
  case Qt::Key_Home: return view_.fit();
  case Qt::Key_Backspace: return view_.back();
  default: QAbstractScrollArea::keyPressEvent(event);
  }
}

bool TimelineView::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QAbstractScrollArea::viewportEvent(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), text_at(help->pos()), viewport());
  return true;
}

namespace {

QString span_words(const Timeline& timeline, const TimelineRow& row, double at) {
  const std::ptrdiff_t i = span_at(row, at);
  if (i < 0) return QObject::tr("not held at this time");
  const auto span = static_cast<std::size_t>(i);
  const QString dates = QObject::tr("%1 to %2, %3").arg(span_text(row.from[span]), span_text(row.to[span]), quantity(row.to[span] - row.from[span], "s"));
  const std::int32_t mix = row.mix.empty() ? -1 : row.mix[span];
  if (mix < 0) {
    const auto what = static_cast<TimeClass>(row.what[span]);
    return QStringLiteral("<b>%1</b><br>%2<br>%3").arg(name_of(what), dates, definition_of(what).toHtmlEscaped());
  }
  QString text = QObject::tr("<b>many short spans</b><br>%1").arg(dates);
  for (std::size_t c = 0; c < time_class_count; ++c)
    if (const float share = timeline.mixes[static_cast<std::size_t>(mix)][c]; share > 0)
      text += QStringLiteral("<br>%1 %2").arg(quantity(static_cast<double>(share), "share"), name_of(static_cast<TimeClass>(c)));
  return text;
}

QString round_words(const Timeline& timeline, double at) {
  QString text;
  int count = 0;
  const auto before = [](const TimelineRound& round, double date) { return round.launched < date; };
  for (auto round = std::lower_bound(timeline.rounds.begin(), timeline.rounds.end(), at - timeline.longest_round, before); round != timeline.rounds.end() && round->launched <= at; ++round)
    if (round->back > at && ++count <= 6)
      text += QObject::tr("<br>round %1: fragment %2 of %3 learners, away %4").arg(round->round).arg(round->fragment).arg(round->contributors).arg(quantity(round->back - round->launched, "s")) +
              (round->quorum_wait_s >= 0 ? QObject::tr("; quorum after %1, grace %2").arg(quantity(static_cast<double>(round->quorum_wait_s), "s"), quantity(static_cast<double>(round->grace_s), "s")) : QString());
  return QObject::tr("<b>%1 in flight</b>").arg(count) + text;
}

} // namespace

QString TimelineView::text_at(QPoint point) const {
  if (!timeline_ || point.x() < layout_.label_width) return {};
  const Strip* strip = layout_.at(point.y() + verticalScrollBar()->value());
  const double at = time_of(point.x()), pixel = range().length() / plot_width();
  if (!strip) return {};
  QString text;
  switch (strip->kind) {
  case Strip::Kind::learner: text = span_words(*timeline_, timeline_->learners[strip->index], at); break;
  case Strip::Kind::in_flight:
  case Strip::Kind::contributors: text = round_words(*timeline_, at); break;
  case Strip::Kind::link: {
    const TimelineRate& rate = timeline_->links[strip->index];
    const auto next = std::upper_bound(rate.at.begin(), rate.at.end(), at);
    if (next != rate.at.begin()) text = quantity(1e9 * static_cast<double>(rate.gbps[static_cast<std::size_t>(next - rate.at.begin() - 1)]), "bit/s") + tr("<br>mean of a bin; most %1").arg(quantity(1e9 * static_cast<double>(rate.most), "bit/s"));
    break;
  }
  case Strip::Kind::failures:
    for (const TimelineMark& mark : timeline_->marks)
      if (std::abs(mark.at - at) <= 5 * pixel) text += QStringLiteral("<br>%1 at %2 %3").arg(mark.text.toHtmlEscaped(), span_text(mark.at), mark.detail.toHtmlEscaped());
    text = text.mid(4);
    break;
  }
  return text.isEmpty() ? QString() : QStringLiteral("<p style='white-space:normal'><b>%1</b> · %2<br>%3</p>").arg(strip->label.toHtmlEscaped(), span_text(at), text);
}

} // namespace archipelago::gui
