#include "gui/canvas/map_items.hpp"

#include "gui/base/palette.hpp"
#include "gui/base/text.hpp"

#include <QApplication>
#include <QCursor>
#include <QFontMetricsF>
#include <QLocale>
#include <QObject>
#include <QPainter>
#include <QPainterPathStroker>

#include <algorithm>
#include <cmath>

namespace archipelago::gui {

namespace {

constexpr double margin = 90;                 // for the words of a link

// Idle to saturated.
QColor load_color(double load) { return color_of(load > 0.9 ? Hue::vermillion : load > 0.6 ? Hue::orange : load > 0.2 ? Hue::blue : Hue::sky_blue); }

// 1 Mbps to 1 Tbps as 1.5 to 9 pixels.
double width_of(double bps) { return std::clamp(1.5 + 7.5 * (std::log10(std::max(bps, 1.0)) - 6) / 6, 1.5, 9.0); }

void halo_text(QPainter& painter, QPointF at, const QString& text, const QColor& color) {
  QPainterPath path;
  path.addText(at, painter.font(), text);
  painter.strokePath(path, QPen(palette().surface, 3.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setPen(color);
  painter.drawText(at, text);
}

bool crosses(const QLineF& line, const QRectF& place) {
  if (place.contains(line.p1()) || place.contains(line.p2())) return true;
  for (const QLineF& edge : {QLineF(place.topLeft(), place.topRight()), QLineF(place.bottomLeft(), place.bottomRight()), QLineF(place.topLeft(), place.bottomLeft()), QLineF(place.topRight(), place.bottomRight())})
    if (line.intersects(edge) == QLineF::BoundedIntersection) return true;
  return false;
}

} // namespace

SiteItem::SiteItem(const MapNode& node, const std::map<std::size_t, TimeClass>& states, bool chosen, double most_accelerators) : node_(node), chosen_(chosen) {
  radius_ = node.hub ? 7 : 15 + 17 * std::sqrt(node.accelerators / std::max(1.0, most_accelerators));
  for (const std::size_t m : node.learners) {
    const auto found = states.find(m);
    states_.push_back(found == states.end() ? std::nullopt : std::optional(found->second));
  }
  setData(map_name_key, node.name);
  setData(map_is_link_key, false);
  setCursor(node.hub ? Qt::ArrowCursor : Qt::PointingHandCursor);
  setZValue(2);
  setToolTip(node.hub ? QObject::tr("hub %1").arg(node.name) : QObject::tr("<b>%1</b> %2<br>%3 learners, %4 accelerators").arg(node.name, node.region).arg(node.learners.size()).arg(node.accelerators, 0, 'f', 0));
}

QRectF SiteItem::boundingRect() const { return QRectF(-radius_, -radius_, 2 * radius_, 2 * radius_).united(words_at(side_)).adjusted(-6, -6, 6, 6); }

QStringList SiteItem::words() const {
  QStringList lines(node_.name);
  if (!node_.hub) lines << QObject::tr("%1 accelerators").arg(QLocale().toString(node_.accelerators, 'f', 0));
  return lines;
}

QRectF SiteItem::words_at(Side side) const {
  const QFontMetricsF metrics(QApplication::font());
  QRectF place(0, 0, 0, static_cast<double>(words().size()) * metrics.height());
  for (const QString& line : words()) place.setWidth(std::max(place.width(), metrics.horizontalAdvance(line)));
  place.moveCenter({0, 0});
  constexpr double gap = 5;
  if (side == Side::below) place.moveTop(radius_ + 2);
  if (side == Side::above) place.moveBottom(-radius_ - 2);
  if (side == Side::right) place.moveLeft(radius_ + gap);
  if (side == Side::left) place.moveRight(-radius_ - gap);
  return place;
}

void SiteItem::place_words(const std::vector<QLineF>& links, const QRectF& within) {
  const auto free = [&](Side side) {
    const QRectF place = words_at(side).translated(pos());
    return within.contains(place) && std::none_of(links.begin(), links.end(), [&](const QLineF& link) { return crosses(link, place); });
  };
  prepareGeometryChange();
  for (const Side side : {Side::below, Side::above, Side::right, Side::left})
    if (free(side)) {
      side_ = side;
      return;
    }
}

void SiteItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  painter->setRenderHint(QPainter::Antialiasing);
  const QRectF ring(-radius_, -radius_, 2 * radius_, 2 * radius_);
  painter->setBrush(node_.hub ? palette().window : palette().raised);
  painter->setPen(QPen(chosen_ ? palette().accent : palette().muted, chosen_ ? 3 : 1.5));
  node_.hub ? painter->drawRoundedRect(ring, 3, 3) : painter->drawEllipse(ring);
  const auto learners = states_.size();
  const int span = learners > 0 ? static_cast<int>(5760 / learners) : 0, gap = learners > 1 ? std::min(160, span / 6) : 0;
  for (std::size_t i = 0; i < learners; ++i) {   // each learner a sector of the ring, in the colour of what it does
    painter->setPen(QPen(states_[i] ? gui::color_of(*states_[i]) : palette().border, 5.5, Qt::SolidLine, Qt::FlatCap));
    painter->drawArc(ring.adjusted(4.5, 4.5, -4.5, -4.5), 1440 - static_cast<int>(i) * span - gap / 2, -(span - gap));
  }
  const QFontMetricsF metrics(painter->font());
  if (!node_.hub) {
    painter->setPen(palette().text);
    painter->drawText(ring, Qt::AlignCenter, QString::number(learners));
  }
  const QRectF place = words_at(side_);
  const QStringList lines = words();
  for (qsizetype i = 0; i < lines.size(); ++i) {
    const double rest = place.width() - metrics.horizontalAdvance(lines[i]);
    const double from = place.left() + (side_ == Side::right ? 0 : side_ == Side::left ? rest : rest / 2);
    halo_text(*painter, {from, place.top() + metrics.ascent() + static_cast<double>(i) * metrics.height()}, lines[i], i == 0 ? palette().text : palette().muted);
  }
}

LinkItem::LinkItem(const MapLink& link, QPointF from, QPointF to, bool chosen) : link_(link), from_(from), to_(to), chosen_(chosen) {
  setData(map_name_key, link.name);
  setData(map_is_link_key, true);
  setCursor(Qt::PointingHandCursor);
  setZValue(1);
  QString text = QObject::tr("<b>%1</b><br>%2 in each direction, one way %3").arg(link.name, quantity(link.bandwidth_bps, "bit/s"), quantity(link.latency_s, "s"));
  text += link.load ? QObject::tr("<br>used %1 in its busier direction").arg(quantity(*link.load, "share")) : QObject::tr("<br>run the scenario to see its load");
  setToolTip(text);
}

QRectF LinkItem::boundingRect() const { return QRectF(from_, to_).normalized().adjusted(-margin, -26, margin, 26); }

QPainterPath LinkItem::shape() const {
  QPainterPath line(from_);
  line.lineTo(to_);
  QPainterPathStroker stroker;
  stroker.setWidth(std::max(12.0, width_of(link_.bandwidth_bps) + 6));
  return stroker.createStroke(line);
}

void LinkItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  painter->setRenderHint(QPainter::Antialiasing);
  const double width = width_of(link_.bandwidth_bps);
  if (chosen_) {
    painter->setPen(QPen(palette().accent, width + 5, Qt::SolidLine, Qt::RoundCap));
    painter->drawLine(from_, to_);
  }
  painter->setPen(QPen(link_.load ? load_color(*link_.load) : palette().muted, width, Qt::SolidLine, Qt::RoundCap));
  painter->drawLine(from_, to_);
  const QString words = rate_setting(link_.bandwidth_bps / 8) + (link_.load ? QStringLiteral(" · %1 %").arg(100 * *link_.load, 0, 'f', 0) : QString());
  const QFontMetricsF metrics(painter->font());
  QRectF tag(0, 0, metrics.horizontalAdvance(words) + 10, metrics.height() + 2);
  tag.moveCenter((from_ + to_) / 2);
  painter->setPen(Qt::NoPen);
  painter->setBrush(palette().surface);
  painter->drawRoundedRect(tag, 4, 4);
  painter->setPen(palette().text);
  painter->drawText(tag, Qt::AlignCenter, words);
}

} // namespace archipelago::gui
