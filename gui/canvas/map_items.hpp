// What stands on the map.
#pragma once

#include "gui/data/world_map.hpp"
#include "models/result.hpp"

#include <QGraphicsItem>

#include <map>

namespace archipelago::gui {

inline constexpr int map_name_key = 0, map_is_link_key = 1;   // QGraphicsItem::data

class SiteItem : public QGraphicsItem {
public:
  SiteItem(const MapNode& node, const std::map<std::size_t, TimeClass>& states, bool chosen, double most_accelerators);
  QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
  MapNode node_;
  std::vector<std::optional<TimeClass>> states_;   // of its learners
  bool chosen_;
  double radius_;
};

class LinkItem : public QGraphicsItem {
public:
  LinkItem(const MapLink& link, QPointF from, QPointF to, bool chosen);
  QRectF boundingRect() const override;
  QPainterPath shape() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
  MapLink link_;
  QPointF from_, to_;
  bool chosen_;
};

} // namespace archipelago::gui
