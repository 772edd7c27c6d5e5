// What the window is about: the scenario that is open, the run under way, the result and timeline that are shown. Pages look at it
// and ask it to act; none of them knows another.
#pragma once

#include "gui/client/child_client.hpp"
#include "gui/data/run_result.hpp"
#include "gui/data/timeline.hpp"
#include "gui/session/scenario_document.hpp"
#include "gui/session/view_stack.hpp"

#include <QObject>
#include <QTemporaryDir>
#include <QThread>

#include <memory>

namespace archipelago::gui {

class Session : public QObject {
  Q_OBJECT
public:
  explicit Session(QObject* parent = nullptr);
  ~Session() override;

  ScenarioDocument& scenario() { return scenario_; }
  ChildClient& run_client() { return *run_; }
  ViewStack& view() { return view_; }
  QThread& child_thread() { return thread_; }

  std::shared_ptr<const RunResult> result() const { return result_; }
  std::shared_ptr<const Timeline> timeline() const { return timeline_; }
  bool result_is_of_scenario() const;         // of the present text, as far as is known
  double playhead() const { return playhead_; }
  void set_playhead(double seconds);

  // Any file of ours by what it holds: scenario, result, timeline, study, store.
  void open(const QString& path);
  void run(const QStringList& extra = {});    // the present text; extra: further arguments
  void show_result(std::shared_ptr<const RunResult> result);
  void drop_timeline();                       // it is of another run than the result to come
  void say(const QString& text, bool wrong = false);
  QString save_result(const QString& path);   // what went wrong, or empty; remembered as a recent file
  QString copy_result(const QString& path) const;

  // The present text as a file for a child: the scenario's own if it is saved, else a copy beside it (relative paths hold) or in our folder.
  QString scenario_file(QString* problem = nullptr);
  // The same as a copy of the session's own under this name, which later edits leave alone; relative paths in it still hold.
  QString frozen_scenario(const QString& name, QString* problem = nullptr);
  QString scratch(const QString& name) const { return folder_.filePath(name); }

Q_SIGNALS:
  void result_changed();
  void timeline_changed();
  void timeline_progressed(double share);
  void playhead_changed(double seconds);
  void said(const QString& text, bool wrong);
  void store_opened(const QString& path);
  void study_opened(const QString& path);     // what it asks is the plan page's
  void proposal_wanted(const QString& baseline);   // of the result that is shown, against this file or nothing
  void page_wanted(const QString& name);

private:
  void end_run(const ChildOutcome& outcome);
  void load_timeline(const QString& path);
  void drop_copy();

  QThread thread_;
  ScenarioDocument scenario_;
  ViewStack view_;
  ChildClient* run_;
  QTemporaryDir folder_;
  QString copy_;                              // of unsaved text, beside its file
  QStringList frozen_;                        // likewise, for studies
  std::shared_ptr<const RunResult> result_;
  std::shared_ptr<const Timeline> timeline_;
  QString run_timeline_;
  Latest latest_timeline_;
  double playhead_ = 0;
  int runs_ = 0;
};

} // namespace archipelago::gui
