#include "gui/canvas/parallel_view.hpp"

#include "gui/base/fitting.hpp"
#include "gui/base/palette.hpp"
#include "gui/base/text.hpp"
#include "gui/canvas/scale_color.hpp"
#include "gui/session/sweep_state.hpp"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace archipelago::gui {

namespace {
constexpr std::size_t most_lines = 2500;      // more are a solid plane, and slow
constexpr double bottom = 20, reach = 24;
constexpr int least_between = 120;            // pixels, for the words of an axis
}

ParallelView::ParallelView(SweepState& state, QWidget* parent) : QWidget(parent), state_(state) {
  setAccessibleName(tr("parallel coordinates"));
  setToolTip(tr("Drag along an axis to keep what lies there; double-click it to free it."));
  connect(&state, &SweepState::data_changed, this, &ParallelView::redraw);
  connect(&state, &SweepState::filter_changed, this, &ParallelView::redraw);
  connect(&state, &SweepState::chosen_changed, this, [this] { update(); });
}

void ParallelView::set_color_column(int column) {
  color_ = column;
  redraw();
}

void ParallelView::redraw() {
  find_ends();
  choose_axes();
  dirty_ = true;
  update();
}

void ParallelView::resizeEvent(QResizeEvent*) {
  choose_axes();
  dirty_ = true;
}

void ParallelView::find_ends() {
  ends_.assign(static_cast<std::size_t>(state_.columns()), {0, 0});
  if (!state_.data()) return;
  for (int column = 0; column < state_.columns(); ++column) {
    Ends ends{1e300, -1e300};
    for (std::size_t i = 0; i < state_.data()->size(); ++i) {
      const double value = state_.value(column, i);
      if (std::isnan(value)) continue;
      ends.least = std::min(ends.least, value);
      ends.most = std::max(ends.most, value);
    }
    ends_[static_cast<std::size_t>(column)] = ends.least > ends.most ? Ends{0, 1} : ends;
  }
}

void ParallelView::choose_axes() {
  axes_.clear();
  if (!state_.data()) return;
  const auto keys = static_cast<int>(state_.data()->keys.size());
  for (int column = 0; column < keys; ++column) axes_.push_back(column);
  const std::size_t room = std::max(axes_.size() + 2, static_cast<std::size_t>(width() / least_between));
  for (const char* key : {"goodput", "cost.per_million_tokens_usd", "time_to_target_s", "tokens_per_s", "cost.total_usd", "energy.kwh", "compute_utilization", "quality.loss"})
    if (const int figure = state_.data()->figure(key); figure >= 0 && axes_.size() < room) axes_.push_back(keys + figure);
}

double ParallelView::axis_x(std::size_t axis) const {
  constexpr double edge = 62;
  return edge + (width() - 2 * edge) * static_cast<double>(axis) / static_cast<double>(std::max<std::size_t>(2, axes_.size()) - 1);
}

double ParallelView::top() const { return 3 * fontMetrics().height() + 5; }   // two lines of a name, and a value

double ParallelView::y_of(int column, double value) const {
  const Ends& ends = ends_[static_cast<std::size_t>(column)];
  const double share = ends.most > ends.least ? (value - ends.least) / (ends.most - ends.least) : 0.5;
  return height() - bottom - share * (height() - top() - bottom);
}

double ParallelView::value_at(int column, double y) const {
  const Ends& ends = ends_[static_cast<std::size_t>(column)];
  return ends.least + (height() - bottom - y) / (height() - top() - bottom) * (ends.most - ends.least);
}

int ParallelView::axis_at(double x) const {
  for (std::size_t axis = 0; axis < axes_.size(); ++axis)
    if (std::abs(axis_x(axis) - x) < reach) return axes_[axis];
  return -1;
}

QString ParallelView::end_text(int column, bool most) const {
  const auto keys = static_cast<int>(state_.data()->keys.size());
  const double value = most ? ends_[static_cast<std::size_t>(column)].most : ends_[static_cast<std::size_t>(column)].least;
  if (column >= keys) return quantity(FigureReading{value, std::nullopt, 1}, state_.data()->figures[static_cast<std::size_t>(column - keys)].unit);
  const auto& words = state_.data()->keys[static_cast<std::size_t>(column)].words;
  const auto index = static_cast<std::size_t>(value);
  return index < words.size() ? words[index] : QString();
}

void ParallelView::draw_lines() {
  const double ratio = devicePixelRatioF();
  lines_ = QImage(size() * ratio, QImage::Format_ARGB32_Premultiplied);
  lines_.setDevicePixelRatio(ratio);
  lines_.fill(Qt::transparent);
  dirty_ = false;
  const auto& visible = state_.visible();
  const std::size_t stride = std::max<std::size_t>(1, (visible.size() + most_lines - 1) / most_lines);
  QPainter painter(&lines_);
  if (visible.size() < 400) painter.setRenderHint(QPainter::Antialiasing);
  const int color = color_ >= 0 && color_ < state_.columns() ? color_ : static_cast<int>(state_.data()->keys.size());
  const int alpha = visible.size() > 500 ? 70 : visible.size() > 60 ? 140 : 220;
  drawn_ = 0;
  for (std::size_t i = 0; i < visible.size(); i += stride, ++drawn_) {
    const std::size_t point = visible[i];
    QColor pen = Qt::gray;
    if (color < state_.columns()) {
      const Ends& ends = ends_[static_cast<std::size_t>(color)];
      pen = scale_color(ends.most > ends.least ? (state_.value(color, point) - ends.least) / (ends.most - ends.least) : 1);
    }
    pen.setAlpha(alpha);
    painter.setPen(QPen(pen, 1.3));
    QPolygonF line;
    for (std::size_t axis = 0; axis < axes_.size(); ++axis)
      if (const double value = state_.value(axes_[axis], point); !std::isnan(value)) line << QPointF(axis_x(axis), y_of(axes_[axis], value));
    painter.drawPolyline(line);
  }
}

void ParallelView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), gui::palette().surface);
  if (!state_.data() || ends_.size() != static_cast<std::size_t>(state_.columns())) {
    painter.setPen(gui::palette().muted);
    painter.drawText(rect(), Qt::AlignCenter, tr("no points yet"));
    return;
  }
  if (dirty_) draw_lines();
  painter.drawImage(0, 0, lines_);
  painter.setRenderHint(QPainter::Antialiasing);
  if (state_.chosen() >= 0) {
    QPolygonF line;
    for (std::size_t axis = 0; axis < axes_.size(); ++axis)
      if (const double value = state_.value(axes_[axis], static_cast<std::size_t>(state_.chosen())); !std::isnan(value)) line << QPointF(axis_x(axis), y_of(axes_[axis], value));
    painter.setPen(QPen(color_of(Hue::vermillion), 2.6));
    painter.drawPolyline(line);
  }
  for (std::size_t axis = 0; axis < axes_.size(); ++axis) draw_axis(painter, axis);
}

void ParallelView::draw_axis(QPainter& painter, std::size_t axis) const {
  const int column = axes_[axis];
  const double x = axis_x(axis), between = axes_.size() > 1 ? axis_x(1) - axis_x(0) : width();
  painter.setPen(QPen(gui::palette().muted, 1.2));
  painter.drawLine(QPointF(x, top()), QPointF(x, height() - bottom));
  const QFontMetricsF metrics(font());
  const double room = std::max(60.0, between) - 8, line = metrics.height();
  const auto centered = [&](double y, int lines, const QString& words, const QColor& color) {
    constexpr int align = Qt::AlignHCenter | Qt::AlignBottom | Qt::TextWordWrap;
    QRectF place(0, y, room, lines * line);
    const double half = painter.boundingRect(place, align, words).width() / 2;
    place.moveCenter({std::clamp(x, half + 2, std::max(half + 2, width() - half - 2)), place.center().y()});
    painter.setPen(color);
    painter.drawText(place, align, words);
  };
  centered(0, 2, fitting_name(metrics, state_.title(column), room, 2), gui::palette().text);
  centered(top() - line - 3, 1, metrics.elidedText(end_text(column, true), Qt::ElideRight, room - 2), gui::palette().muted);
  centered(height() - line - 2, 1, metrics.elidedText(end_text(column, false), Qt::ElideRight, room - 2), gui::palette().muted);
  const auto range = state_.ranges().find(column);
  if (range == state_.ranges().end() && dragged_ != column) return;
  const double from = dragged_ == column ? drag_from_ : y_of(column, range->second.most), to = dragged_ == column ? drag_to_ : y_of(column, range->second.least);
  QColor shade = gui::palette().accent;
  shade.setAlpha(70);
  painter.fillRect(QRectF(QPointF(x - 7, std::min(from, to)), QPointF(x + 7, std::max(from, to))), shade);
}

void ParallelView::mousePressEvent(QMouseEvent* event) {
  dragged_ = event->button() == Qt::LeftButton ? axis_at(event->position().x()) : -1;
  drag_from_ = drag_to_ = event->position().y();
}

void ParallelView::mouseMoveEvent(QMouseEvent* event) {
  if (dragged_ < 0) return;
  drag_to_ = event->position().y();
  update();
}

void ParallelView::mouseReleaseEvent(QMouseEvent*) {
  const int column = std::exchange(dragged_, -1);
  if (column < 0 || std::abs(drag_to_ - drag_from_) < 4) return update();
  const double one = value_at(column, drag_from_), other = value_at(column, drag_to_);
  state_.set_range(column, {std::min(one, other), std::max(one, other)});
}

void ParallelView::mouseDoubleClickEvent(QMouseEvent* event) {
  dragged_ = -1;
  if (const int column = axis_at(event->position().x()); column >= 0) state_.clear_range(column);
}

bool ParallelView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int column = state_.data() ? axis_at(help->pos().x()) : -1;
  QToolTip::showText(help->globalPos(), column < 0 ? toolTip() : state_.title(column) + "\n" + toolTip(), this);
  return true;
}

} // namespace archipelago::gui
