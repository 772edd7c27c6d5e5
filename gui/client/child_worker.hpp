// Owns one child process on a thread of its own: reads its pipes there, parses there, and reports at most 20 times a second.
//
// Reading and parsing are one step, so a child that floods is held up by its full pipe and never fills our memory. A line longer than
// `longest_line` is dropped as garbage. stderr is kept from its end, `most_errors` bytes.
#pragma once

#include "gui/base/crossing.hpp"
#include "gui/client/child.hpp"

#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QTimer>

#include <memory>

namespace archipelago::gui {

class ChildWorker : public QObject {
  Q_OBJECT
public:
  static constexpr qsizetype longest_line = 256 << 20, most_errors = 16 << 10, most_output = 256 << 20;
  static constexpr int reports_per_second = 20, patience_ms = 3000;   // patience: from SIGTERM to SIGKILL

  ~ChildWorker() override;

public Q_SLOTS:
  void start(int job, const archipelago::gui::ChildRequest& request);   // ends the one before
  void stop();

Q_SIGNALS:
  void progressed(const archipelago::gui::Parcel<archipelago::gui::ChildProgress>& progress);
  void ended(const archipelago::gui::Parcel<archipelago::gui::ChildOutcome>& outcome);

private:
  void read_output();
  void split_lines();
  void read_errors();
  void report();
  void finish(int exit_code, QProcess::ExitStatus status);
  void fail_to_start(const QString& reason);
  void drop();                                // kill without a word
  ChildOutcome outcome_of(int exit_code, QProcess::ExitStatus status) const;

  std::unique_ptr<QProcess> process_;
  std::unique_ptr<QTimer> reports_;
  std::unique_ptr<StreamSummary> summary_;
  ChildRequest request_;
  int job_ = 0;
  bool stopping_ = false, overflown_ = false;
  QByteArray pending_, output_, errors_;
  QElapsedTimer since_start_, since_heard_;
};

} // namespace archipelago::gui
