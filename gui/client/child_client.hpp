// A child as the window sees it: start, cancel, progress, end. Every start has a number; what an earlier one still has to say is
// dropped, so that an old answer is never taken for a new one.
#pragma once

#include "gui/base/background.hpp"
#include "gui/client/child_worker.hpp"

#include <QObject>
#include <QPointer>

namespace archipelago::gui {


class ChildClient : public QObject {
  Q_OBJECT
public:
  explicit ChildClient(QThread& thread, QObject* parent = nullptr);   // a thread that runs an event loop
  ~ChildClient() override;

  int start(const ChildRequest& request);     // the job's number; one under way is ended
  void cancel();                              // asks it to end; `ended` follows
  void forget();                              // ends it without another word
  bool running() const { return running_; }

Q_SIGNALS:
  void started(int job);
  void progressed(const archipelago::gui::ChildProgress& progress);
  void ended(const archipelago::gui::ChildOutcome& outcome);

private:
  QPointer<ChildWorker> worker_;              // gone once the thread has ended
  Latest latest_;
  bool running_ = false;
};

} // namespace archipelago::gui
