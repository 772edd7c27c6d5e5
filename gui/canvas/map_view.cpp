#include "gui/canvas/map_view.hpp"

#include "gui/base/palette.hpp"
#include "gui/canvas/map_items.hpp"

#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace archipelago::gui {

namespace {
constexpr double border = 90, bottom_border = 105;
}

MapView::MapView(QWidget* parent) : QGraphicsView(parent) {
  setScene(new QGraphicsScene(this));
  setRenderHint(QPainter::Antialiasing);
  setFrameShape(QFrame::NoFrame);
  setDragMode(QGraphicsView::ScrollHandDrag);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("map of sites and links"));
}

void MapView::show(WorldMap map) {
  map_ = std::move(map);
  redraw();
}

void MapView::show_states(std::map<std::size_t, TimeClass> states) {
  if (states == states_) return;
  states_ = std::move(states);
  redraw();
}

QPointF MapView::place(const MapNode& node) const {
  const double width = std::max(80.0, viewport()->width() - 2 * border), height = std::max(60.0, viewport()->height() - border - bottom_border);
  return {border + node.at.x() * width, border * 0.7 + node.at.y() * height};
}

void MapView::redraw() {
  scene()->clear();
  setBackgroundBrush(gui::palette().surface);
  scene()->setSceneRect(0, 0, viewport()->width(), viewport()->height());
  double most = 0;
  for (const MapNode& node : map_.nodes) most = std::max(most, node.accelerators);
  std::vector<QLineF> lines;
  for (const MapLink& link : map_.links) {
    lines.emplace_back(place(map_.nodes[link.from]), place(map_.nodes[link.to]));
    scene()->addItem(new LinkItem(link, lines.back().p1(), lines.back().p2(), chosen_is_link_ && link.name == chosen_));
  }
  for (const MapNode& node : map_.nodes) {
    auto* item = new SiteItem(node, states_, !chosen_is_link_ && node.name == chosen_, most);
    item->setPos(place(node));
    item->place_words(lines, sceneRect());
    scene()->addItem(item);
  }
}

void MapView::choose_site(const QString& name) {
  chosen_ = name;
  chosen_is_link_ = false;
  redraw();
  Q_EMIT site_chosen(name);
}

void MapView::choose_link(const QString& name) {
  chosen_ = name;
  chosen_is_link_ = true;
  redraw();
  Q_EMIT link_chosen(name);
}

void MapView::resizeEvent(QResizeEvent* event) {
  QGraphicsView::resizeEvent(event);
  redraw();
}

void MapView::wheelEvent(QWheelEvent* event) {
  const double factor = std::pow(1.2, event->angleDelta().y() / 120.0), zoomed = transform().m11() * factor;
  if (zoomed >= 0.8 && zoomed <= 12) scale(factor, factor);
  event->accept();
}

void MapView::mouseReleaseEvent(QMouseEvent* event) {
  QGraphicsView::mouseReleaseEvent(event);
  if (event->button() != Qt::LeftButton) return;
  const QGraphicsItem* item = itemAt(event->pos());
  if (!item) return;
  const QString name = item->data(map_name_key).toString();
  if (item->data(map_is_link_key).toBool()) choose_link(name);
  else if (std::any_of(map_.nodes.begin(), map_.nodes.end(), [&](const MapNode& node) { return node.name == name && !node.hub; })) choose_site(name);
}

void MapView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Right || event->key() == Qt::Key_Down) choose_item(1);
  else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Up) choose_item(-1);
  else if (event->key() == Qt::Key_Home) resetTransform();
  else QGraphicsView::keyPressEvent(event);
}

// Through sites, then links.
void MapView::choose_item(int step) {
  std::vector<std::pair<QString, bool>> items;
  for (const MapNode& node : map_.nodes)
    if (!node.hub) items.emplace_back(node.name, false);
  for (const MapLink& link : map_.links) items.emplace_back(link.name, true);
  if (items.empty()) return;
  const auto found = std::find(items.begin(), items.end(), std::pair(chosen_, chosen_is_link_));
  const auto count = static_cast<std::ptrdiff_t>(items.size());
  const std::ptrdiff_t at = found == items.end() ? 0 : (found - items.begin() + step + count) % count;
  const auto& [name, is_link] = items[static_cast<std::size_t>(at)];
  is_link ? choose_link(name) : choose_site(name);
}

} // namespace archipelago::gui
