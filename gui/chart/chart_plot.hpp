// A Chart (reports/chart.hpp) drawn by QCustomPlot: the same description that becomes an SVG in reports.
#pragma once

#include "reports/chart.hpp"

#include <QWidget>

class QCustomPlot;

namespace archipelago::gui {

class ChartPlot : public QWidget {
  Q_OBJECT
public:
  explicit ChartPlot(QWidget* parent = nullptr);
  void show(Chart chart);
  void refresh_theme();
  QSize sizeHint() const override { return {480, 280}; }

private:
  void draw();
  void draw_axis(bool horizontal);
  void draw_curve(const Curve& curve);
  void draw_read_off(const ReadOff& point);

  Chart chart_;
  QCustomPlot* plot_;
};

} // namespace archipelago::gui
