#include "tests/gui/support.hpp"

#include <catch2/catch.hpp>

#include <QFile>
#include <QProcess>

namespace archipelago::gui::test {

bool wait_for(const std::function<bool()>& condition, int milliseconds) { return QTest::qWaitFor(condition, milliseconds); }

QString example(const QString& name) { return qEnvironmentVariable("ARCHIPELAGO_DATA") + "/scenarios/examples/" + name; }

QByteArray contents(const QString& path) {
  QFile file(path);
  REQUIRE(file.open(QIODevice::ReadOnly));
  return file.readAll();
}

void write(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  REQUIRE(file.open(QIODevice::WriteOnly));
  REQUIRE(file.write(bytes) == bytes.size());
}

QString short_scenario(const QTemporaryDir& folder, const QStringList& replacements) {
  QByteArray text = contents(example("four-regions.json"));
  QStringList pairs{"\"10 d\"", "\"2 h\"", "\"exact\"", "\"fast\"", "\"replications\": 8", "\"replications\": 2"};
  pairs += replacements;
  for (qsizetype i = 0; i + 1 < pairs.size(); i += 2) {
    REQUIRE(text.contains(pairs[i].toUtf8()));
    text.replace(pairs[i].toUtf8(), pairs[i + 1].toUtf8());
  }
  const QString path = folder.filePath("short.json");
  write(path, text);
  return path;
}

QString script(const QTemporaryDir& folder, const QString& name, const QString& body) {
  const QString path = folder.filePath(name);
  write(path, "#!/bin/sh\n" + body.toUtf8() + "\n");
  QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
  return path;
}

void run_program(const QStringList& arguments) {
  QProcess process;
  process.start(qEnvironmentVariable("ARCHIPELAGO_PROGRAM"), arguments);
  REQUIRE(process.waitForFinished(patience_ms));
  INFO(process.readAllStandardError().toStdString());
  REQUIRE(process.exitStatus() == QProcess::NormalExit);
  REQUIRE(process.exitCode() == 0);
}

Watchdog::Watchdog() {
  timer_.setTimerType(Qt::PreciseTimer);
  since_.start();
  QObject::connect(&timer_, &QTimer::timeout, this, [this] { longest_ms_ = std::max(longest_ms_, static_cast<double>(since_.nsecsElapsed()) / 1e6); since_.restart(); });
  timer_.start(2);
}

} // namespace archipelago::gui::test
