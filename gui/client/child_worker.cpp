#include "gui/client/child_worker.hpp"

#include "gui/base/places.hpp"
#include "gui/client/outcome_text.hpp"

namespace archipelago::gui {

ChildWorker::~ChildWorker() { drop(); }

void ChildWorker::drop() {
  if (!process_) return;
  process_->disconnect(this);
  if (process_->state() != QProcess::NotRunning) {
    process_->terminate();                    // the supervisor reaps its own children
    if (!process_->waitForFinished(500)) {
      process_->kill();
      process_->waitForFinished(500);
    }
  }
  process_.reset();
}

void ChildWorker::start(int job, const ChildRequest& request) {
  drop();
  job_ = job;
  request_ = request;
  stopping_ = overflown_ = false;
  pending_.clear();
  output_.clear();
  errors_.clear();
  summary_ = std::make_unique<StreamSummary>();
  since_start_.start();
  since_heard_.start();
  const QString program = request.program.isEmpty() ? program_path() : request.program;
  if (program.isEmpty()) return fail_to_start(QStringLiteral("The program archipelago is not beside this one. Set ARCHIPELAGO_PROGRAM to its path, or start the dashboard by ./archipelago dashboard."));

  process_ = std::make_unique<QProcess>();
  connect(process_.get(), &QProcess::readyReadStandardOutput, this, &ChildWorker::read_output);
  connect(process_.get(), &QProcess::readyReadStandardError, this, &ChildWorker::read_errors);
  connect(process_.get(), &QProcess::finished, this, &ChildWorker::finish);
  connect(process_.get(), &QProcess::errorOccurred, this, [this, program](QProcess::ProcessError error) {
    if (error == QProcess::FailedToStart) fail_to_start(QStringLiteral("Cannot start %1: %2.").arg(program, process_->errorString()));
  });
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  if (!data_root().isEmpty()) environment.insert("ARCHIPELAGO_DATA", data_root());
  process_->setProcessEnvironment(environment);
  process_->start(program, request.arguments, QIODevice::ReadOnly);
  if (!reports_) {
    reports_ = std::make_unique<QTimer>();
    connect(reports_.get(), &QTimer::timeout, this, &ChildWorker::report);
  }
  reports_->start(1000 / reports_per_second);
}

void ChildWorker::stop() {
  if (!process_ || process_->state() == QProcess::NotRunning) return;
  stopping_ = true;
  process_->terminate();
  QTimer::singleShot(patience_ms, process_.get(), [process = process_.get()] { process->kill(); });
}

void ChildWorker::read_output() {
  since_heard_.restart();
  const QByteArray bytes = process_->readAllStandardOutput();
  if (!request_.stream) {
    if (output_.size() + bytes.size() <= most_output) output_ += bytes;
    else overflown_ = true;
    return;
  }
  pending_ += bytes;
  split_lines();
}

void ChildWorker::split_lines() {
  qsizetype begin = 0;
  for (qsizetype end; (end = pending_.indexOf('\n', begin)) >= 0; begin = end + 1)
    summary_->take({pending_.constData() + begin, static_cast<std::size_t>(end - begin)});
  pending_.remove(0, begin);
  if (pending_.size() <= longest_line) return;
  summary_->take({pending_.constData(), 120});
  pending_.clear();
}

void ChildWorker::read_errors() {
  since_heard_.restart();
  errors_ += process_->readAllStandardError();
  if (errors_.size() > most_errors) errors_ = errors_.right(most_errors);
}

void ChildWorker::report() {
  ChildProgress progress;
  progress.job = job_;
  progress.seeds = summary_->seeds();
  progress.new_marks = summary_->take_new_marks();
  progress.new_live = summary_->take_new_live();
  progress.plan = summary_->plan();
  progress.records = summary_->records();
  progress.marks = summary_->marks();
  progress.garbage = summary_->garbage();
  progress.running_s = static_cast<double>(since_start_.elapsed()) / 1000;
  progress.silent_s = static_cast<double>(since_heard_.elapsed()) / 1000;
  for (const auto& [run, seed] : progress.seeds) progress.share += seed.share / static_cast<double>(progress.seeds.size());
  Q_EMIT progressed(Parcel(progress));
}

void ChildWorker::fail_to_start(const QString& reason) {
  if (reports_) reports_->stop();
  ChildOutcome outcome;
  outcome.job = job_;
  outcome.end = ChildOutcome::End::not_started;
  outcome.message = reason;
  Q_EMIT ended(Parcel(outcome));
}

void ChildWorker::finish(int exit_code, QProcess::ExitStatus status) {
  reports_->stop();
  read_output();
  read_errors();
  if (request_.stream && !pending_.isEmpty()) summary_->take({pending_.constData(), static_cast<std::size_t>(pending_.size())});
  report();
  Q_EMIT ended(Parcel(outcome_of(exit_code, status)));
}

ChildOutcome ChildWorker::outcome_of(int exit_code, QProcess::ExitStatus status) const {
  ChildOutcome outcome;
  outcome.job = job_;
  outcome.exit_code = exit_code;
  outcome.output = output_;
  outcome.errors = errors_;
  outcome.document = summary_->document();
  outcome.results = summary_->results();
  outcome.running_s = static_cast<double>(since_start_.elapsed()) / 1000;
  const bool no_result = request_.stream && exit_code == 0 && !outcome.document;
  if (stopping_) outcome.end = ChildOutcome::End::cancelled;
  else if (status == QProcess::CrashExit) outcome.end = ChildOutcome::End::crashed;
  else if (exit_code != 0 || no_result || overflown_) outcome.end = ChildOutcome::End::failed;
  outcome.message = outcome_text(outcome, *summary_, overflown_);
  return outcome;
}

} // namespace archipelago::gui
