// What the tests of the dashboard share: waiting with the event loop alive, small scenarios, stand-ins for the program.
#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QtTest>

#include <functional>
#include <string>

namespace archipelago::gui::test {

inline constexpr int patience_ms = 60000;

bool wait_for(const std::function<bool()>& condition, int milliseconds = patience_ms);

QString example(const QString& name);                          // of scenarios/examples
QString short_scenario(const QTemporaryDir& folder, const QStringList& replacements = {});   // four regions, two hours, fast; pairs of from, to
QString script(const QTemporaryDir& folder, const QString& name, const QString& body);       // an executable shell script
void run_program(const QStringList& arguments);                // the real one, to its end; fails the test otherwise
QByteArray contents(const QString& file);
void write(const QString& file, const QByteArray& bytes);

// The longest time for which the event loop did not turn, while this lives.
class Watchdog : public QObject {
public:
  Watchdog();
  double longest_ms() const { return longest_ms_; }

private:
  QTimer timer_;
  QElapsedTimer since_;
  double longest_ms_ = 0;
};

} // namespace archipelago::gui::test
