// Work on another thread whose result comes back to the owner's; dropped where the owner is gone by then.
//
// A newer question makes an older answer stale: `Latest` numbers them, and an answer counts only while its number is the last.
#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QtConcurrentRun>

#include <type_traits>
#include <utility>

namespace archipelago::gui {

class Latest {
public:
  int next() { return ++number_; }
  bool is(int number) const { return number == number_; }

private:
  int number_ = 0;
};

template <class Work, class Then> void in_background(QObject* owner, Work work, Then then) {
  using Value = std::invoke_result_t<Work>;
  auto* watcher = new QFutureWatcher<Value>(owner);
  QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, then = std::move(then)] {
    watcher->deleteLater();
    then(watcher->result());
  });
  watcher->setFuture(QtConcurrent::run(std::move(work)));
}

} // namespace archipelago::gui
