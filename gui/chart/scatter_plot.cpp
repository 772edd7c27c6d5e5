#include "gui/chart/scatter_plot.hpp"

#include "gui/base/palette.hpp"
#include "gui/chart/plot_style.hpp"
#include "reports/quantity_text.hpp"

#include <qcustomplot.h>

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace archipelago::gui {

namespace {

constexpr double reach = 14;                  // pixels from a click to the point that is meant

void add_whiskers(QCustomPlot& plot, QCPGraph& of, const std::vector<FrontPoint>& points, bool along_x) {
  QVector<double> halves;
  for (const FrontPoint& point : points) halves << (along_x ? point.x_half : point.y_half);
  if (std::all_of(halves.begin(), halves.end(), [](double half) { return half == 0; })) return;
  auto* whiskers = new QCPErrorBars(plot.xAxis, plot.yAxis);
  whiskers->setErrorType(along_x ? QCPErrorBars::etKeyError : QCPErrorBars::etValueError);
  whiskers->setDataPlottable(&of);
  whiskers->setData(halves);
  whiskers->setPen(QPen(palette().muted, 1));
  whiskers->setSymbolGap(0);
  whiskers->removeFromLegend();
}

} // namespace

ScatterPlot::ScatterPlot(QWidget* parent) : QWidget(parent), plot_(new QCustomPlot) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);
  plot_->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  plot_->plotLayout()->insertRow(0);          // the legend stands above the points, where it hides none of them
  plot_->plotLayout()->addElement(0, 0, plot_->legend);
  plot_->plotLayout()->setRowStretchFactor(0, 0.001);
  plot_->plotLayout()->setRowSpacing(0);
  plot_->legend->setMargins(QMargins(8, 4, 8, 0));
  plot_->axisRect()->setMinimumMargins(QMargins(15, 8, 15, 15));
  plot_->legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
  plot_->legend->setWrap(3);
  plot_->legend->setVisible(true);
  connect(plot_, &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) {
    double nearest = reach;
    const FrontPoint* found = nullptr;
    for (const FrontPoint& point : points_) {
      const double distance = std::hypot(plot_->xAxis->coordToPixel(point.x) - event->pos().x(), plot_->yAxis->coordToPixel(point.y) - event->pos().y());
      if (distance < nearest) {
        nearest = distance;
        found = &point;
      }
    }
    if (found) Q_EMIT chosen(found->id);
  });
  connect(plot_, &QCustomPlot::mouseDoubleClick, this, [this] { plot_->rescaleAxes(); plot_->replot(); });
  plot_->hide();
}

// Values are drawn in the scale that their largest reads best in.
void ScatterPlot::show(std::vector<FrontPoint> points, ScatterAxis x, ScatterAxis y, std::vector<MarkedPoint> marked) {
  points_ = std::move(points);
  std::stable_sort(points_.begin(), points_.end(), [](const FrontPoint& a, const FrontPoint& b) { return a.x < b.x; });   // as a graph keeps them: whiskers are told apart by number
  x_ = std::move(x);
  y_ = std::move(y);
  marked_ = std::move(marked);
  double most_x = 0, most_y = 0;
  for (const FrontPoint& point : points_) {
    most_x = std::max(most_x, std::abs(point.x));
    most_y = std::max(most_y, std::abs(point.y));
  }
  const Scale across = scale_for(most_x, x_.unit), up = scale_for(most_y, y_.unit);
  const auto shown = [&](FrontPoint& point) {
    point.x /= across.divisor;
    point.x_half /= across.divisor;
    point.y /= up.divisor;
    point.y_half /= up.divisor;
  };
  std::for_each(points_.begin(), points_.end(), shown);
  for (MarkedPoint& point : marked_) shown(point.at);
  for (auto [axis, scale] : {std::pair{&x_, &across}, std::pair{&y_, &up}})
    if (!scale->unit.empty() && scale->unit != axis->title.toStdString()) axis->title += " [" + QString::fromStdString(scale->unit) + "]";
  draw();
}

void ScatterPlot::paintEvent(QPaintEvent*) {   // seen where there is no plot
  QPainter painter(this);
  painter.fillRect(rect(), gui::palette().surface);
  painter.setPen(gui::palette().muted);
  painter.drawText(rect(), Qt::AlignCenter, tr("no points yet"));
}

void ScatterPlot::choose(std::size_t id) {
  chosen_ = id;
  draw();
}

void ScatterPlot::draw() {
  plot_->clearPlottables();
  plot_->clearItems();
  style_plot(*plot_);
  plot_->xAxis->setLabel(x_.title);
  plot_->yAxis->setLabel(y_.title);
  QVector<double> x, y, front_x, front_y, chosen_x, chosen_y;
  for (const FrontPoint& point : points_) {
    x << point.x;
    y << point.y;
    if (point.id == chosen_) {
      chosen_x << point.x;
      chosen_y << point.y;
    }
  }
  for (const std::size_t i : pareto_front(points_, x_.largest, y_.largest)) {
    front_x << points_[i].x;
    front_y << points_[i].y;
  }
  const auto add = [this](const QVector<double>& at_x, const QVector<double>& at_y, const QColor& color, double size, const QString& name) {
    QCPGraph* graph = plot_->addGraph();
    graph->setData(at_x, at_y, std::is_sorted(at_x.begin(), at_x.end()));
    graph->setName(name);
    graph->setLineStyle(QCPGraph::lsNone);
    graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, color, color, size));
    return graph;
  };
  constexpr int most_whiskers = 400;          // more of them are a grey cloud
  QCPGraph* all = add(x, y, color_of(Hue::sky_blue), points_.size() > 2000 ? 3 : 6, tr("points"));
  if (static_cast<int>(points_.size()) <= most_whiskers) {
    add_whiskers(*plot_, *all, points_, true);
    add_whiskers(*plot_, *all, points_, false);
  }
  QCPGraph* front = add(front_x, front_y, color_of(Hue::vermillion), 8, tr("nothing beats these in both"));
  front->setLineStyle(QCPGraph::lsLine);
  front->setPen(QPen(color_of(Hue::vermillion), 1.6));
  if (!chosen_x.isEmpty()) add(chosen_x, chosen_y, gui::palette().text, 11, tr("chosen"))->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(gui::palette().text, 2), Qt::NoBrush, 13));
  draw_marked();
  plot_->setVisible(!points_.empty());
  plot_->rescaleAxes();
  for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) axis->scaleRange(1.12);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void ScatterPlot::draw_marked() {
  for (const MarkedPoint& marked : marked_) {
    const QColor color = color_of(marked.hue);
    QCPGraph* dot = plot_->addGraph();
    dot->setName(marked.name);
    dot->setData({marked.at.x}, {marked.at.y});
    dot->setLineStyle(QCPGraph::lsNone);
    dot->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDiamond, QPen(color, 2), color, 12));
  }
}

} // namespace archipelago::gui
