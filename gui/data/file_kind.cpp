#include "gui/data/file_kind.hpp"

#include <QFile>
#include <QFileInfo>

namespace archipelago::gui {

FileKind file_kind(const QString& path) {
  using enum FileKind::Kind;
  if (QFileInfo(path).isDir()) return {none, QStringLiteral("%1 is a folder.").arg(path)};
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return {none, QStringLiteral("Cannot open %1: %2.").arg(path, file.errorString())};
  const QByteArray begin = file.read(64 << 10);
  if (begin.startsWith("SQLite format 3")) return {store, {}};
  if (begin.contains("\"traceEvents\"")) return {timeline, {}};
  if (begin.contains("\"archipelago/")) return {scenario, {}};
  if (begin.contains("\"archipelago-study/")) return {study, {}};
  file.seek(0);
  const QByteArray whole = begin.contains("\"assumptions\"") ? file.read(64 << 20) : begin;   // keys are sorted: the format stands behind the assumptions
  if (whole.contains("\"archipelago-result/")) return {result, {}};
  if (begin.contains("\"extends\"")) return {scenario, {}};   // its format is inherited
  return {none, QStringLiteral("%1 is none of: a scenario, a result of run, a timeline, a study, a store of sweep.").arg(path)};
}

} // namespace archipelago::gui
