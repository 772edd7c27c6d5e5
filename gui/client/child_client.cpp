#include "gui/client/child_client.hpp"

#include <QThread>

namespace archipelago::gui {

ChildClient::ChildClient(QThread& thread, QObject* parent) : QObject(parent), worker_(new ChildWorker) {
  qRegisterMetaType<Parcel<ChildProgress>>();
  qRegisterMetaType<Parcel<ChildOutcome>>();
  worker_->moveToThread(&thread);
  connect(&thread, &QThread::finished, worker_.data(), &QObject::deleteLater);   // its child ends with it
  connect(worker_.data(), &ChildWorker::progressed, this, [this](const Parcel<ChildProgress>& parcel) {
    const ChildProgress& progress = parcel.open();
    if (running_ && latest_.is(progress.job)) Q_EMIT progressed(progress);
  });
  connect(worker_.data(), &ChildWorker::ended, this, [this](const Parcel<ChildOutcome>& parcel) {
    const ChildOutcome& outcome = parcel.open();
    if (!running_ || !latest_.is(outcome.job)) return;
    running_ = false;
    Q_EMIT ended(outcome);
  });
}

ChildClient::~ChildClient() {
  if (worker_) post(worker_.data(), [worker = worker_.data()] { worker->deleteLater(); });
}

int ChildClient::start(const ChildRequest& request) {
  const int job = latest_.next();
  running_ = true;
  post(worker_.data(), [worker = worker_.data(), job, request] { worker->start(job, request); });
  Q_EMIT started(job);
  return job;
}

void ChildClient::cancel() {
  if (running_) post(worker_.data(), [worker = worker_.data()] { worker->stop(); });
}

void ChildClient::forget() {
  latest_.next();
  running_ = false;
  post(worker_.data(), [worker = worker_.data()] { worker->stop(); });
}

} // namespace archipelago::gui
