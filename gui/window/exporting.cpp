#include "gui/window/exporting.hpp"

#include "gui/pages/page.hpp"

#include <QApplication>
#include <QClipboard>
#include <QObject>
#include <QPainter>
#include <QPixmap>
#include <QSaveFile>
#include <QSvgGenerator>

namespace archipelago::gui {

namespace {

QString write_svg(QWidget& widget, const QString& path, const QString& title) {
  QSvgGenerator generator;
  generator.setFileName(path);
  generator.setSize(widget.size());
  generator.setViewBox(QRect({0, 0}, widget.size()));
  generator.setTitle(title);
  QPainter painter;
  if (!painter.begin(&generator)) return QObject::tr("Cannot write %1.").arg(path);
  widget.render(&painter);
  return {};
}

QString write_csv(const Page& page, const QString& path) {
  const QString text = page.csv();
  if (text.isEmpty()) return QObject::tr("This page has no table; choose a picture (.png, .svg).");
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0 || !file.commit()) return QObject::tr("Cannot write %1: %2.").arg(path, file.errorString());
  return {};
}

} // namespace

QString export_page(Page& page, const QString& path) {
  if (path.endsWith(".csv", Qt::CaseInsensitive)) return write_csv(page, path);
  if (path.endsWith(".svg", Qt::CaseInsensitive)) return write_svg(*page.picture(), path, page.title());
  return page.picture()->grab().save(path) ? QString() : QObject::tr("Cannot write %1; pictures end in .png or .svg, numbers in .csv.").arg(path);
}

void copy_picture(QWidget& widget) { QApplication::clipboard()->setPixmap(widget.grab()); }

} // namespace archipelago::gui
