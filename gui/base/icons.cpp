#include "gui/base/icons.hpp"

#include "gui/base/palette.hpp"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <algorithm>

namespace archipelago::gui {

namespace {

// On a field of 16 x 16; filled where `fill`, else stroked.
struct Shape { QPainterPath path; bool fill = true; };

QPainterPath triangle(double x, double width) {
  QPainterPath path;
  path.moveTo(x, 3);
  path.lineTo(x + width, 8);
  path.lineTo(x, 13);
  path.closeSubpath();
  return path;
}

QPainterPath rectangle(double x, double y, double width, double height) {
  QPainterPath path;
  path.addRoundedRect(QRectF(x, y, width, height), 1, 1);
  return path;
}

QPainterPath lines(std::initializer_list<QPointF> points) {
  QPainterPath path(*points.begin());
  for (const QPointF& point : points) path.lineTo(point);
  return path;
}

QPainterPath arrow_back() {
  QPainterPath path = lines({{7, 3}, {3, 6.5}, {7, 10}});
  path.moveTo(3, 6.5);
  path.cubicTo(12, 5.5, 14, 9, 12, 13);
  return path;
}

QPainterPath mirrored(const QPainterPath& path) { return QTransform(-1, 0, 0, 1, 16, 0).map(path); }

Shape shape_of(Sign sign) {
  switch (sign) {
  case Sign::play:
  case Sign::run: return {triangle(4, 9)};
  case Sign::pause: return {rectangle(4, 3, 3, 10).united(rectangle(9, 3, 3, 10))};
  case Sign::stop: return {rectangle(4, 4, 8, 8)};
  case Sign::next: return {triangle(3, 8).united(rectangle(11.5, 3, 2, 10))};
  case Sign::previous: return {mirrored(triangle(3, 8).united(rectangle(11.5, 3, 2, 10)))};
  case Sign::first: return {mirrored(triangle(2, 6).united(triangle(8, 6)))};
  case Sign::undo: return {arrow_back(), false};
  case Sign::redo: return {mirrored(arrow_back()), false};
  case Sign::open: return {lines({{2, 13}, {2, 4}, {6, 4}, {8, 6}, {14, 6}, {14, 13}, {2, 13}}), false};
  case Sign::save: return {lines({{8, 2.5}, {8, 10}, {5, 7}, {8, 10}, {11, 7}, {8, 10}, {8, 13.5}, {2.5, 13.5}, {13.5, 13.5}}), false};
  case Sign::export_picture: return {lines({{8, 10}, {8, 2.5}, {5, 5.5}, {8, 2.5}, {11, 5.5}, {8, 2.5}, {8, 13.5}, {2.5, 13.5}, {13.5, 13.5}}), false};
  case Sign::add: return {lines({{8, 3}, {8, 13}, {8, 8}, {3, 8}, {13, 8}}), false};
  case Sign::remove: return {lines({{3, 8}, {13, 8}}), false};
  case Sign::fit: return {lines({{2, 8}, {5, 5}, {2, 8}, {5, 11}, {2, 8}, {14, 8}, {11, 5}, {14, 8}, {11, 11}}), false};
  case Sign::theme: {
    QPainterPath half(QPointF(8, 3));
    half.arcTo(QRectF(3, 3, 10, 10), 90, -180);
    half.closeSubpath();
    QPainterPath ring;
    ring.addEllipse(QRectF(2.5, 2.5, 11, 11));
    ring.addEllipse(QRectF(3.7, 3.7, 8.6, 8.6));
    return {half.united(ring)};
  }
  }
  return {};
}

// Paints anew each time, so that an icon on a button that stays follows the theme.
class SignEngine : public QIconEngine {
public:
  explicit SignEngine(Sign sign) : sign_(sign) {}
  QIconEngine* clone() const override { return new SignEngine(sign_); }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, pixmap.rect(), mode, state);
    return pixmap;
  }
  void paint(QPainter* painter, const QRect& place, QIcon::Mode mode, QIcon::State) override {
    const Shape shape = shape_of(sign_);
    const QColor color = mode == QIcon::Disabled ? palette().border : sign_ == Sign::run ? palette().good : palette().text;
    const double scale = std::min(place.width(), place.height()) / 16.0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(place.center().x() + 0.5 - 8 * scale, place.center().y() + 0.5 - 8 * scale);
    painter->scale(scale, scale);
    if (shape.fill) painter->fillPath(shape.path, color);
    else painter->strokePath(shape.path, QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->restore();
  }

private:
  Sign sign_;
};

} // namespace

QIcon icon(Sign sign) { return QIcon(new SignEngine(sign)); }

} // namespace archipelago::gui
