#include "gui/canvas/time_axis.hpp"

#include "gui/base/palette.hpp"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace archipelago::gui {

namespace {

constexpr double steps[] = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600,
                            43200, 86400, 172800, 432000, 864000, 1728000, 4320000, 8640000, 31557600, 63115200, 157788000, 315576000};

QString tick_label(double at, double step) {
  if (step >= 31557600) return QStringLiteral("%1 y").arg(at / 31557600, 0, 'f', 0);
  const auto days = static_cast<qint64>(at / 86400 + 1e-9);
  if (step >= 86400) return QStringLiteral("%1 d").arg(days);
  const double rest = at - static_cast<double>(days) * 86400;
  const auto whole = static_cast<qint64>(rest + 1e-9);
  QString text = QStringLiteral("%1:%2").arg(whole / 3600, 2, 10, QChar('0')).arg(whole / 60 % 60, 2, 10, QChar('0'));
  if (step < 60) text += QStringLiteral(":%1").arg(whole % 60, 2, 10, QChar('0'));
  if (step < 1) text += QString::number(rest - static_cast<double>(whole), 'f', 3).mid(1);
  return days > 0 ? QStringLiteral("%1 d ").arg(days) + text : text;
}

} // namespace

std::vector<TimeTick> time_ticks(TimeRange range, int most) {
  const double wanted = range.length() / std::max(1, most);
  const double* found = std::lower_bound(std::begin(steps), std::end(steps), wanted);
  const double step = found == std::end(steps) ? *std::prev(std::end(steps)) * std::ceil(wanted / *std::prev(std::end(steps))) : *found;
  std::vector<TimeTick> ticks;
  for (double i = std::ceil(range.from / step - 1e-9); i * step <= range.to + 1e-9 * step; ++i) ticks.push_back({i * step, tick_label(i * step, step)});
  return ticks;
}

void paint_time_axis(QPainter& painter, QRectF place, TimeRange range) {
  const QFontMetricsF metrics(painter.font());
  const int most = std::max(1, static_cast<int>(place.width() / (metrics.horizontalAdvance("00 d 00:00:00") + 16)));
  painter.setPen(palette().border);
  painter.drawLine(place.bottomLeft(), place.bottomRight());
  for (const TimeTick& tick : time_ticks(range, most)) {
    const double x = place.left() + (tick.at - range.from) / range.length() * place.width();
    painter.setPen(palette().border);
    painter.drawLine(QPointF(x, place.bottom() - 5), QPointF(x, place.bottom()));
    const double width = metrics.horizontalAdvance(tick.label);
    const double left = std::clamp(x - width / 2, place.left(), std::max(place.left(), place.right() - width));
    painter.setPen(palette().muted);
    painter.drawText(QPointF(left, place.bottom() - 8), tick.label);
  }
}

} // namespace archipelago::gui
