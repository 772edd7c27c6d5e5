// Points of a study by two figures, each with its 90 % intervals; those that no other point beats in both are joined: the Pareto front.
#pragma once

#include "gui/data/pareto.hpp"
#include "reports/terminal.hpp"

#include <QString>
#include <QWidget>

#include <string>
#include <vector>

class QCustomPlot;

namespace archipelago::gui {

struct ScatterAxis {
  QString title;
  std::string unit;                           // of the figure; values are in it, and shown in a scale of it
  bool largest = true;                        // more is better
};

struct MarkedPoint { FrontPoint at; QString name; Hue hue = Hue::green; };   // stands out, with its name in the legend

class ScatterPlot : public QWidget {
  Q_OBJECT
public:
  explicit ScatterPlot(QWidget* parent = nullptr);
  void show(std::vector<FrontPoint> points, ScatterAxis x, ScatterAxis y, std::vector<MarkedPoint> marked = {});
  void choose(std::size_t id);
  void refresh_theme() { draw(); }

protected:
  void paintEvent(QPaintEvent* event) override;

Q_SIGNALS:
  void chosen(std::size_t id);

private:
  void draw();
  void draw_marked();

  std::vector<FrontPoint> points_;
  ScatterAxis x_, y_;
  std::vector<MarkedPoint> marked_;
  std::size_t chosen_ = 0;
  QCustomPlot* plot_;
};

} // namespace archipelago::gui
