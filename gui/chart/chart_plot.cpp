#include "gui/chart/chart_plot.hpp"

#include "gui/base/palette.hpp"
#include "gui/base/text.hpp"
#include "gui/chart/plot_style.hpp"

#include <qcustomplot.h>

#include <QVBoxLayout>

namespace archipelago::gui {

namespace {

void fill(QCPGraph& graph, const std::vector<archipelago::Point>& points) {
  QVector<double> x, y;
  for (const auto& point : points) {
    x << point.x;
    y << point.y;
  }
  graph.setData(x, y, true);
}

} // namespace

ChartPlot::ChartPlot(QWidget* parent) : QWidget(parent), plot_(new QCustomPlot) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);
  plot_->setMinimumHeight(160);
}

void ChartPlot::show(Chart chart) {
  chart_ = std::move(chart);
  setAccessibleName(to_qt(chart_.title));
  draw();
}

void ChartPlot::refresh_theme() { draw(); }

void ChartPlot::draw() {
  plot_->clearPlottables();
  plot_->clearItems();
  style_plot(*plot_);
  draw_axis(true);
  draw_axis(false);
  for (const Curve& curve : chart_.curves) draw_curve(curve);
  for (const ReadOff& point : chart_.read_off) draw_read_off(point);
  plot_->legend->setVisible(chart_.curves.size() > 1);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void ChartPlot::draw_axis(bool horizontal) {
  const archipelago::ChartAxis& axis = horizontal ? chart_.x : chart_.y;
  QCPAxis& drawn = horizontal ? *plot_->xAxis : *plot_->yAxis;
  drawn.setLabel(to_qt(axis.title));
  drawn.setRange(axis.least, axis.most);
  drawn.setSubTicks(false);
  QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
  for (const Tick& tick : axis.ticks) ticker->addTick(tick.at, to_qt(tick.label));
  drawn.setTicker(ticker);
}

void ChartPlot::draw_curve(const Curve& curve) {
  const QColor color = color_of(curve.hue);
  if (!curve.low.empty() && curve.low.size() == curve.high.size()) {
    QColor shade = color;
    shade.setAlpha(45);
    QCPGraph *low = plot_->addGraph(), *high = plot_->addGraph();
    fill(*low, curve.low);
    fill(*high, curve.high);
    for (QCPGraph* edge : {low, high}) {
      edge->setPen(Qt::NoPen);
      edge->removeFromLegend();
    }
    high->setBrush(shade);
    high->setChannelFillGraph(low);
  }
  QCPGraph* line = plot_->addGraph();
  fill(*line, curve.points);
  line->setName(to_qt(curve.name));
  line->setPen(QPen(color, 2.2, curve.dashed ? Qt::DashLine : Qt::SolidLine));
}

void ChartPlot::draw_read_off(const ReadOff& point) {
  const QColor color = color_of(point.hue);
  if (point.lines)
    for (const bool down : {true, false}) {
      auto* line = new QCPItemLine(plot_);
      line->start->setCoords(point.at.x, point.at.y);
      line->end->setCoords(down ? point.at.x : chart_.x.least, down ? chart_.y.least : point.at.y);
      line->setPen(QPen(color, 1, Qt::DotLine));
    }
  QCPGraph* dot = plot_->addGraph();
  dot->removeFromLegend();
  dot->setData({point.at.x}, {point.at.y});
  dot->setLineStyle(QCPGraph::lsNone);
  dot->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, color, color, 10));
  if (point.words.empty()) return;
  auto* words = new QCPItemText(plot_);
  words->position->setCoords(point.at.x, point.at.y);
  words->setPositionAlignment((point.words_left ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignBottom);
  words->setPadding(QMargins(8, 0, 8, 4));
  words->setText(to_qt(point.words));
  words->setColor(gui::palette().text);
  words->setFont(plot_->font());
}

} // namespace archipelago::gui
