#include "gui/client/child_client.hpp"

#include <QThread>

namespace archipelago::gui {

ChildClient::ChildClient(QThread& thread, QObject* parent) : QObject(parent), worker_(new ChildWorker) {
  qRegisterMetaType<ChildRequest>();
  qRegisterMetaType<ChildProgress>();
  qRegisterMetaType<ChildOutcome>();
  worker_->moveToThread(&thread);
  connect(&thread, &QThread::finished, worker_.data(), &QObject::deleteLater);   // its child ends with it
  connect(worker_.data(), &ChildWorker::progressed, this, [this](const ChildProgress& progress) {
    if (running_ && latest_.is(progress.job)) Q_EMIT progressed(progress);
  });
  connect(worker_.data(), &ChildWorker::ended, this, [this](const ChildOutcome& outcome) {
    if (!running_ || !latest_.is(outcome.job)) return;
    running_ = false;
    Q_EMIT ended(outcome);
  });
}

ChildClient::~ChildClient() {
  if (worker_) QMetaObject::invokeMethod(worker_.data(), &QObject::deleteLater, Qt::QueuedConnection);
}

int ChildClient::start(const ChildRequest& request) {
  const int job = latest_.next();
  running_ = true;
  QMetaObject::invokeMethod(worker_.data(), [worker = worker_.data(), job, request] { worker->start(job, request); }, Qt::QueuedConnection);
  Q_EMIT started(job);
  return job;
}

void ChildClient::cancel() {
  if (running_) QMetaObject::invokeMethod(worker_.data(), &ChildWorker::stop, Qt::QueuedConnection);
}

void ChildClient::forget() {
  latest_.next();
  running_ = false;
  QMetaObject::invokeMethod(worker_.data(), &ChildWorker::stop, Qt::QueuedConnection);
}

} // namespace archipelago::gui
