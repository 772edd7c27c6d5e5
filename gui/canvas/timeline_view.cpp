#include "gui/canvas/timeline_view.hpp"

#include "gui/base/palette.hpp"
#include "gui/canvas/strips.hpp"
#include "gui/canvas/time_axis.hpp"
#include "gui/session/view_stack.hpp"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace archipelago::gui {

TimelineView::TimelineView(ViewStack& view, QWidget* parent) : QAbstractScrollArea(parent), view_(view) {
  setFocusPolicy(Qt::StrongFocus);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFrameShape(QFrame::NoFrame);
  viewport()->setMouseTracking(true);
  setAccessibleName(tr("timeline"));
  connect(&view, &ViewStack::changed, this, &TimelineView::refresh);
}

void TimelineView::show(std::shared_ptr<const Timeline> timeline) {
  timeline_ = std::move(timeline);
  refresh();
}

void TimelineView::repaint_strips() {
  dirty_ = true;
  viewport()->update();
}

void TimelineView::set_playhead(double seconds) {
  playhead_ = seconds;
  viewport()->update();
}

TimeRange TimelineView::range() const { return view_.state().range; }
double TimelineView::plot_width() const { return std::max(1, viewport()->width() - layout_.label_width - 8); }
double TimelineView::time_of(double x) const { return range().from + (x - layout_.label_width) / plot_width() * range().length(); }
double TimelineView::x_of(double seconds) const { return layout_.label_width + (seconds - range().from) / range().length() * plot_width(); }

void TimelineView::refresh() {
  dirty_ = true;
  if (timeline_) {
    layout_ = lay_out(*timeline_, view_.state().learners, viewport()->size() - QSize(8, 0), fontMetrics());
    verticalScrollBar()->setRange(0, std::max(0, layout_.height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(20);
  }
  viewport()->update();
}

void TimelineView::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  refresh();
}

void TimelineView::scrollContentsBy(int, int) { repaint_strips(); }

void TimelineView::render() {
  const double ratio = devicePixelRatioF();
  const QSize size(static_cast<int>(viewport()->width() * ratio), static_cast<int>(viewport()->height() * ratio));
  if (strips_.size() != size) strips_ = QImage(size, QImage::Format_RGB32);
  strips_.fill(gui::palette().surface);
  rounds_.clear();
  for (const Strip& strip : layout_.strips) paint_strip(strips_, strip);
  strips_.setDevicePixelRatio(ratio);
  dirty_ = false;
}

void TimelineView::paint_strip(QImage& image, const Strip& strip) {
  const double ratio = devicePixelRatioF();
  const int top = strip.place.top() - verticalScrollBar()->value();
  if (top + strip.place.height() < layout_.axis_height || top > viewport()->height()) return;
  QRect place(static_cast<int>(layout_.label_width * ratio), static_cast<int>(top * ratio), static_cast<int>(plot_width() * ratio), static_cast<int>(strip.place.height() * ratio));
  place = place.intersected(image.rect());
  const int columns = place.width();
  if (columns <= 0 || place.height() <= 0) return;
  switch (strip.kind) {
  case Strip::Kind::learner: {
    std::vector<ClassTimes> shares;
    class_columns(*timeline_, timeline_->learners[strip.index], range(), columns, shares);
    paint_classes(image, place, shares);
    break;
  }
  case Strip::Kind::link: {
    std::vector<RateColumn> rates;
    rate_columns(timeline_->links[strip.index], range(), columns, rates);
    paint_rates(image, place, rates, timeline_->links[strip.index].most, color_of(Hue::blue));
    break;
  }
  case Strip::Kind::in_flight:
  case Strip::Kind::contributors: {
    if (static_cast<int>(rounds_.size()) != columns) round_columns(*timeline_, range(), columns, rounds_);   // once for both strips
    if (strip.kind == Strip::Kind::in_flight) paint_in_flight(image, place, rounds_, static_cast<float>(timeline_->lanes), color_of(Hue::sky_blue));
    else paint_contributors(image, place, rounds_, timeline_->most_contributors, color_of(Hue::green));
    break;
  }
  case Strip::Kind::failures: break;          // few: painted as signs
  }
}

void TimelineView::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.fillRect(viewport()->rect(), gui::palette().surface);
  if (!timeline_) return;
  if (dirty_) render();
  painter.drawImage(QPoint(0, 0), strips_);
  for (const Strip& strip : layout_.strips)
    if (strip.kind == Strip::Kind::failures) paint_marks(painter, strip);
  const double now = x_of(playhead_), right = layout_.label_width + plot_width();
  const QColor ground = gui::palette().surface;
  if (now < right) {                          // what has not happened yet
    const double from = std::max<double>(now, layout_.label_width);
    painter.fillRect(QRectF(from, layout_.axis_height, right - from, viewport()->height() - layout_.axis_height), QColor(ground.red(), ground.green(), ground.blue(), 170));
  }
  if (now >= layout_.label_width && now <= right + 1) {
    painter.setPen(QPen(gui::palette().accent, 2));
    painter.drawLine(QPointF(now, layout_.axis_height - 6), QPointF(now, viewport()->height()));
  }
  paint_labels(painter);
  if (selecting_) {
    QColor shade = gui::palette().accent;
    shade.setAlpha(50);
    painter.fillRect(QRect(QPoint(pressed_.x(), layout_.axis_height), QPoint(hover_.x(), viewport()->height())).normalized(), shade);
  }
}

void TimelineView::paint_marks(QPainter& painter, const Strip& strip) {
  const int top = strip.place.top() - verticalScrollBar()->value();
  painter.setPen(Qt::NoPen);
  painter.setRenderHint(QPainter::Antialiasing);
  const auto before = [](const TimelineMark& mark, double at) { return mark.at < at; };
  double last_failure = -10, last_other = -10;
  for (auto mark = std::lower_bound(timeline_->marks.begin(), timeline_->marks.end(), range().from, before); mark != timeline_->marks.end() && mark->at <= range().to; ++mark) {
    const double x = x_of(mark->at);
    double& last = mark->failure ? last_failure : last_other;
    if (x - last < 1.5) continue;             // signs on one spot read as one
    last = x;
    const double y = mark->failure ? top + 1 : top + strip.place.height() - 7;
    painter.setBrush(color_of(mark->failure ? Hue::vermillion : Hue::sky_blue));
    if (mark->failure) painter.drawPolygon(QPolygonF({{x - 4.5, y}, {x + 4.5, y}, {x, y + 8}}));
    else painter.drawEllipse(QPointF(x, y + 3), 2.5, 2.5);
  }
  painter.setRenderHint(QPainter::Antialiasing, false);
}

void TimelineView::paint_labels(QPainter& painter) {
  const int scrolled = verticalScrollBar()->value();
  for (const Strip& strip : layout_.strips) {
    const int top = strip.place.top() - scrolled;
    if (top + strip.place.height() < layout_.axis_height || top > viewport()->height()) continue;
    QFont font = this->font();
    if (strip.place.height() < fontMetrics().height()) font.setPixelSize(std::max(7, strip.place.height()));
    painter.setFont(font);
    painter.setPen(gui::palette().text);
    const QRect place(4, top, layout_.label_width - 10, strip.place.height());
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignRight, QFontMetrics(font).elidedText(strip.label, Qt::ElideMiddle, place.width()));
  }
  painter.setFont(font());
  painter.fillRect(QRect(0, 0, viewport()->width(), layout_.axis_height), gui::palette().surface);
  paint_time_axis(painter, QRectF(layout_.label_width, 0, plot_width(), layout_.axis_height - 1), range());
}

} // namespace archipelago::gui
