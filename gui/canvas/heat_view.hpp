// A figure over two keys of a study: the mean over all other keys in each field, with its number where there is room.
#pragma once

#include <QWidget>

#include <vector>

namespace archipelago::gui {

class SweepState;

class HeatView : public QWidget {
  Q_OBJECT
public:
  explicit HeatView(SweepState& state, QWidget* parent = nullptr);
  void set_axes(int x_key, int y_key, int figure);   // indices of keys; of figures
  QSize minimumSizeHint() const override { return {220, 160}; }

protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;

private:
  struct Field { double sum = 0; int points = 0; std::ptrdiff_t first = -1; double mean() const { return sum / points; } };
  void gather();
  QRectF place(std::size_t x, std::size_t y) const;
  std::ptrdiff_t field_at(QPointF point) const;
  std::size_t columns() const, rows() const;
  QString name_of(int key) const;
  double name_room() const, name_depth() const;   // of the rows' key, along the height; across it, in one line or two
  double fields_left() const;

  SweepState& state_;
  int x_ = -1, y_ = -1, figure_ = -1;
  std::vector<Field> fields_;
  double least_ = 0, most_ = 1, row_names_width_ = 0;
};

} // namespace archipelago::gui
