// A run to look at: zoomed by the wheel, moved by dragging or keys, read by hovering. It draws what gui/data/columns decimates.
#pragma once

#include "gui/canvas/timeline_layout.hpp"
#include "gui/data/columns.hpp"

#include <QAbstractScrollArea>
#include <QImage>

#include <memory>

namespace archipelago::gui {

class ViewStack;

class TimelineView : public QAbstractScrollArea {
  Q_OBJECT
public:
  explicit TimelineView(ViewStack& view, QWidget* parent = nullptr);

  void show(std::shared_ptr<const Timeline> timeline);
  void set_playhead(double seconds);
  void repaint_strips();                      // the colours have changed
  QString text_at(QPoint point) const;        // what, when, why
  QSize sizeHint() const override { return {900, 420}; }

Q_SIGNALS:
  void playhead_wanted(double seconds);

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;

private:
  TimeRange range() const;
  double time_of(double x) const;
  double x_of(double seconds) const;
  double plot_width() const;
  void zoom(double factor, double around);
  void refresh();                             // the layout, and all pixels
  void paint_strip(QImage& image, const Strip& strip);
  void paint_labels(QPainter& painter);
  void paint_marks(QPainter& painter, const Strip& strip);
  void render();

  ViewStack& view_;
  std::shared_ptr<const Timeline> timeline_;
  TimelineLayout layout_;
  QImage strips_;
  std::vector<RoundColumn> rounds_;           // of the picture that is being made
  bool dirty_ = true;
  double playhead_ = 0;
  QPoint pressed_;
  TimeRange pressed_range_;
  bool dragging_ = false, selecting_ = false;
  QPoint hover_;
};

} // namespace archipelago::gui
