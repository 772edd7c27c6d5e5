// The program `archipelago` as a child process: what is asked of it, how it goes, how it ended. Values only; they cross threads.
#pragma once

#include "gui/client/stream_record.hpp"

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <map>
#include <memory>

namespace archipelago::gui {

struct ChildRequest {
  QStringList arguments;
  bool stream = false;                        // its stdout is records; else all of it is kept as `output`
  QString program;                            // empty: program_path()
};

struct ChildProgress {
  int job = 0;
  std::map<int, SeedProgress> seeds;
  std::vector<StreamMark> new_marks;          // since the last report
  std::vector<LiveSlice> new_live;            // likewise, of the first seed
  PlanProgress plan;                          // of `plan --stream`
  std::int64_t records = 0, marks = 0, garbage = 0;
  double running_s = 0, silent_s = 0;         // silent: since anything was heard
  double share = 0;                           // mean over the seeds that have begun
};

struct ChildOutcome {
  enum class End { finished, failed, crashed, cancelled, not_started };
  int job = 0;
  End end = End::finished;
  int exit_code = 0;
  QString message;                            // what went wrong and what to do; empty when finished
  QByteArray output, errors;                  // errors: the last lines of stderr
  std::shared_ptr<const nlohmann::json> document;
  std::map<std::uint64_t, std::shared_ptr<const nlohmann::json>> results;   // by seed
  double running_s = 0;

  bool usable() const { return end == End::finished || (end == End::failed && document); }   // some seeds failed: the rest counts
};

} // namespace archipelago::gui

Q_DECLARE_METATYPE(archipelago::gui::ChildRequest)
Q_DECLARE_METATYPE(archipelago::gui::ChildProgress)
Q_DECLARE_METATYPE(archipelago::gui::ChildOutcome)
