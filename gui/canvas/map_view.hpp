// The map of a world: sites with their learners, links as wide as their bandwidth and coloured by load. A click chooses, the wheel zooms.
#pragma once

#include "gui/data/world_map.hpp"
#include "models/result.hpp"

#include <QGraphicsView>

#include <map>

namespace archipelago::gui {

class MapView : public QGraphicsView {
  Q_OBJECT
public:
  explicit MapView(QWidget* parent = nullptr);

  void show(WorldMap map);
  // What each learner of the world is doing; absent: not known, or not held.
  void show_states(std::map<std::size_t, TimeClass> states);
  void choose_site(const QString& name);
  void choose_link(const QString& name);
  void redraw();

Q_SIGNALS:
  void site_chosen(const QString& name);
  void link_chosen(const QString& name);

protected:
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  QPointF place(const MapNode& node) const;
  void choose_item(int step);

  WorldMap map_;
  std::map<std::size_t, TimeClass> states_;
  QString chosen_;
  bool chosen_is_link_ = false;
};

} // namespace archipelago::gui
