#include "gui/base/places.hpp"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace archipelago::gui {

namespace {

constexpr int most_recent = 12;

QString first_of(const QStringList& candidates, bool (*fits)(const QString&)) {
  for (const QString& candidate : candidates)
    if (fits(candidate)) return QDir::cleanPath(candidate);
  return {};
}

} // namespace

QString program_path() {
  if (const QString given = qEnvironmentVariable("ARCHIPELAGO_PROGRAM"); !given.isEmpty()) return given;
  const QString here = QCoreApplication::applicationDirPath();
  return first_of({here + "/archipelago", here + "/../sim/cli/archipelago", here + "/../../sim/cli/archipelago"},
                  [](const QString& path) { return QFileInfo(path).isFile() && QFileInfo(path).isExecutable(); });
}

QString data_root() {
  if (const QString given = qEnvironmentVariable("ARCHIPELAGO_DATA"); !given.isEmpty()) return given;
  const QString here = QCoreApplication::applicationDirPath();
  return first_of({here + "/../share/archipelago", here + "/../..", here + "/../../.."},
                  [](const QString& path) { return QFileInfo(path + "/scenarios/catalogues").isDir(); });
}

std::filesystem::path catalogue_folder() { return std::filesystem::path(data_root().toStdString()) / "scenarios" / "catalogues"; }

QStringList example_files() {
  const QDir folder(data_root() + "/scenarios/examples");
  QStringList files;
  for (const QString& name : folder.entryList({"*.json"}, QDir::Files, QDir::Name)) files << folder.filePath(name);
  return files;
}

QStringList recent_files() {
  QStringList files = QSettings().value("recent").toStringList();
  files.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
  return files;
}

void remember_file(const QString& path) {
  const QString absolute = QFileInfo(path).absoluteFilePath();
  QStringList files = QSettings().value("recent").toStringList();
  files.removeAll(absolute);
  files.prepend(absolute);
  QSettings().setValue("recent", files.mid(0, most_recent));
}

} // namespace archipelago::gui
