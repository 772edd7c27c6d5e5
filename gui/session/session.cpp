#include "gui/session/session.hpp"

#include "gui/base/places.hpp"
#include "gui/base/text.hpp"
#include "gui/data/file_kind.hpp"
#include "gui/data/timeline_reader.hpp"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QFileInfo>
#include <QCoreApplication>
#include <QPointer>
#include <QSaveFile>

namespace archipelago::gui {

Session::Session(QObject* parent) : QObject(parent) {
  thread_.setObjectName("children");
  thread_.start();
  run_ = new ChildClient(thread_, this);
  connect(run_, &ChildClient::ended, this, &Session::end_run);
}

Session::~Session() {
  thread_.quit();
  thread_.wait();
  drop_copy();
  for (const QString& path : std::as_const(frozen_)) QFile::remove(path);
}

bool Session::result_is_of_scenario() const {
  const auto reading = scenario_.reading();
  return result_ && reading && scenario_.fresh() && reading->world() && reading->world()->hash == result_->scenario_hash();
}

void Session::set_playhead(double seconds) {
  playhead_ = std::clamp(seconds, 0.0, timeline_ ? timeline_->end : 0.0);
  Q_EMIT playhead_changed(playhead_);
}

void Session::say(const QString& text, bool wrong) { Q_EMIT said(text, wrong); }

void Session::open(const QString& path) {
  const FileKind kind = file_kind(path);
  switch (kind.kind) {
  case FileKind::Kind::scenario:
    if (const QString problem = scenario_.open(path); !problem.isEmpty()) return say(problem, true);
    remember_file(path);
    Q_EMIT page_wanted("scenario");
    return;
  case FileKind::Kind::result: {
    drop_timeline();
    in_background(this, [path] { return read_result(path); }, [this, path](const ResultReading& reading) {
      if (!reading.result) return say(reading.problem, true);
      remember_file(path);
      show_result(reading.result);
      Q_EMIT page_wanted("run");
    });
    return;
  }
  case FileKind::Kind::timeline:
    load_timeline(path);
    Q_EMIT page_wanted("run");
    return;
  case FileKind::Kind::store:
    remember_file(path);
    Q_EMIT store_opened(path);
    Q_EMIT page_wanted("sweep");
    return;
  case FileKind::Kind::study:
    remember_file(path);
    Q_EMIT study_opened(path);
    Q_EMIT page_wanted("plan");
    return;
  case FileKind::Kind::none: return say(kind.problem, true);
  }
}

void Session::show_result(std::shared_ptr<const RunResult> result) {
  result_ = std::move(result);
  Q_EMIT result_changed();
}

void Session::drop_timeline() {
  latest_timeline_.next();
  timeline_.reset();
  Q_EMIT timeline_progressed(1);
  Q_EMIT timeline_changed();
}

QString Session::scenario_file(QString* problem) {
  if (!scenario_.modified() && !scenario_.path().isEmpty()) return scenario_.path();
  const QFileInfo own(scenario_.path());
  const QString beside = own.absolutePath() + "/." + own.completeBaseName() + ".unsaved.json";
  for (const QString& path : {scenario_.path().isEmpty() ? QString() : beside, scratch("unsaved.json")}) {
    if (path.isEmpty()) continue;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(scenario_.text())) < 0 || !file.commit()) continue;
    if (path == beside) copy_ = path;
    return path;
  }
  if (problem) *problem = tr("The scenario has changes, and no copy of it can be written: is the disk full?");
  return {};
}

// Where the text names files beside it, its copy stands beside it too, hidden, until the session ends.
QString Session::frozen_scenario(const QString& name, QString* problem) {
  const QString own = scenario_.path();
  const auto reading = scenario_.reading();
  if (!reading || !reading->world() || !scenario_.fresh()) {
    if (problem) *problem = tr("The scenario has problems: mend them first.");
    return {};
  }
  const bool names_files = reading->text.find("\"extends\"") != std::string::npos || reading->text.find("\"trace\"") != std::string::npos || reading->text.find("\"profile\"") != std::string::npos;
  if (names_files && !scenario_.modified() && !own.isEmpty()) return own;
  const QFileInfo beside(own);
  const QString path = names_files && !own.isEmpty() ? beside.absolutePath() + "/." + beside.completeBaseName() + "." + name : scratch(name);
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(reading->text)) < 0 || !file.commit()) {
    if (problem) *problem = tr("Cannot write %1: %2.").arg(path, file.errorString());
    return {};
  }
  if (names_files && !frozen_.contains(path)) frozen_ << path;
  return path;
}

void Session::drop_copy() {
  if (!copy_.isEmpty()) QFile::remove(copy_);
  copy_.clear();
}

void Session::run(const QStringList& extra) {
  if (scenario_.empty()) return say(tr("Open a scenario first (Ctrl+O), or begin a new one (Ctrl+N)."), true);
  QString problem;
  const QString file = scenario_file(&problem);
  if (file.isEmpty()) return say(problem, true);
  const QString number = QString::number(++runs_);
  run_timeline_ = scratch("timeline-" + number + ".json");
  run_->start({QStringList{"run", file, "--stream", "--timeline", run_timeline_} + extra, true, {}});
}

void Session::end_run(const ChildOutcome& outcome) {
  drop_copy();
  if (outcome.document) {
    drop_timeline();
    show_result(as_result(outcome.document));
    if (QFile::exists(run_timeline_)) load_timeline(run_timeline_);
    say(outcome.message.isEmpty() ? tr("Finished in %1.").arg(duration_text(outcome.running_s)) : outcome.message, !outcome.message.isEmpty());
    return;
  }
  say(outcome.message, outcome.end != ChildOutcome::End::cancelled);
}

void Session::load_timeline(const QString& path) {
  const int number = latest_timeline_.next();
  const QPointer<Session> self(this);
  const auto progress = [self, this, number](double share) {
    post(qApp, [self, this, number, share] { if (self && latest_timeline_.is(number)) Q_EMIT timeline_progressed(share); });
    return true;
  };
  in_background(this, [path, progress] { return read_timeline(path, progress); }, [this, number, path](const TimelineReading& reading) {
    if (!latest_timeline_.is(number)) return;
    Q_EMIT timeline_progressed(1);
    if (path == run_timeline_) QFile::remove(path);   // it is in memory now
    if (!reading.timeline) return say(reading.problem, true);
    timeline_ = reading.timeline;
    view_.reset(timeline_->end);
    playhead_ = timeline_->end;
    Q_EMIT timeline_changed();
    Q_EMIT playhead_changed(playhead_);
  });
}

QString Session::copy_result(const QString& path) const {
  if (!result_) return tr("There is no result yet.");
  QSaveFile file(path);
  const std::string text = result_->document->dump(2) + "\n";
  if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 || !file.commit())
    return tr("Cannot write %1: %2.").arg(path, file.errorString());
  return {};
}

QString Session::save_result(const QString& path) {
  const QString problem = copy_result(path);
  if (problem.isEmpty()) remember_file(path);
  return problem;
}

} // namespace archipelago::gui
