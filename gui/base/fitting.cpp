#include "gui/base/fitting.hpp"

#include <QRectF>

#include <cmath>

namespace archipelago::gui {

namespace {

// A dotted key that may be broken behind its dots where words are wrapped; nothing is seen of it.
QString breakable(const QString& key) {
  static const QString invisible_break = QStringLiteral(".\u200b");
  return key.contains(' ') ? key : QString(key).replace('.', invisible_break);
}

} // namespace

QString fitting_name(const QFontMetricsF& metrics, const QString& name, double width, int lines) {
  const auto fits = [&](const QString& words) {
    const QRectF needed = metrics.boundingRect(QRectF(0, 0, width, 1e4), Qt::TextWordWrap, words);
    return needed.width() <= width && std::lround(needed.height() / metrics.lineSpacing()) <= lines;
  };
  QString rest = name;
  while (!fits(breakable(rest)) && rest.contains('.') && !rest.contains(' ')) rest = rest.section('.', 1);
  return fits(breakable(rest)) ? breakable(rest) : metrics.elidedText(rest, Qt::ElideRight, width);
}

} // namespace archipelago::gui
