// Points of a study by two figures, each with its 90 % intervals; those that no other point beats in both are joined: the Pareto front.
#pragma once

#include "gui/data/pareto.hpp"

#include <QString>
#include <QWidget>

#include <vector>

class QCustomPlot;

namespace archipelago::gui {

class ScatterPlot : public QWidget {
  Q_OBJECT
public:
  explicit ScatterPlot(QWidget* parent = nullptr);
  void show(std::vector<FrontPoint> points, const QString& x_title, const QString& y_title, bool x_largest, bool y_largest);
  void choose(std::size_t id);
  void refresh_theme() { draw(); }

Q_SIGNALS:
  void chosen(std::size_t id);

private:
  void draw();

  std::vector<FrontPoint> points_;
  QString x_title_, y_title_;
  bool x_largest_ = true, y_largest_ = true;
  std::size_t chosen_ = 0;
  QCustomPlot* plot_;
};

} // namespace archipelago::gui
