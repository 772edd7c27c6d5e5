// What stands on the map.
#pragma once

#include "gui/data/world_map.hpp"
#include "models/result.hpp"

#include <QGraphicsItem>
#include <QLineF>
#include <QStringList>

#include <map>

namespace archipelago::gui {

inline constexpr int map_name_key = 0, map_is_link_key = 1;   // QGraphicsItem::data

class SiteItem : public QGraphicsItem {
public:
  SiteItem(const MapNode& node, const std::map<std::size_t, TimeClass>& states, bool chosen, double most_accelerators);
  QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
  // Below the site, or on the first other side where no link crosses them and all of them are `within`; both in the scene's coordinates.
  void place_words(const std::vector<QLineF>& links, const QRectF& within);

private:
  enum class Side { below, above, right, left };
  QStringList words() const;
  QRectF words_at(Side side) const;

  MapNode node_;
  std::vector<std::optional<TimeClass>> states_;   // of its learners
  bool chosen_;
  double radius_;
  Side side_ = Side::below;
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
