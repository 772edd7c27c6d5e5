// Parallel coordinates of a study: an axis for each key and figure, a line for each point that passes the filters. Dragging along an
// axis keeps what lies there; a double-click on it frees it again.
#pragma once

#include <QImage>
#include <QWidget>

#include <vector>

namespace archipelago::gui {

class SweepState;

class ParallelView : public QWidget {
  Q_OBJECT
public:
  explicit ParallelView(SweepState& state, QWidget* parent = nullptr);
  void set_color_column(int column);          // whose values colour the lines
  void redraw();
  QSize minimumSizeHint() const override { return {240, 160}; }

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;         // the whole name of an axis on hover

private:
  struct Ends { double least = 0, most = 1; };
  void find_ends();
  void choose_axes();                         // all keys, and as many figures as there is room for
  void draw_lines();
  void draw_axis(QPainter& painter, std::size_t axis) const;   // with its name, ends, and the range kept
  double axis_x(std::size_t axis) const;
  double top() const;
  double y_of(int column, double value) const;
  double value_at(int column, double y) const;
  int axis_at(double x) const;
  QString end_text(int column, bool most) const;

  SweepState& state_;
  std::vector<int> axes_;                     // columns
  std::vector<Ends> ends_;
  QImage lines_;
  bool dirty_ = true;
  int color_ = -1, dragged_ = -1;
  double drag_from_ = 0, drag_to_ = 0;
  std::size_t drawn_ = 0;
};

} // namespace archipelago::gui
