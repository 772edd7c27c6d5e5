// Work on another thread whose result comes back to the owner's; dropped where the owner is gone by then.
//
// A newer question makes an older answer stale: `Latest` numbers them, and an answer counts only while its number is the last.
#pragma once

#include "gui/base/crossing.hpp"

#include <QFutureWatcher>
#include <QObject>
#include <QtConcurrentRun>

#include <memory>
#include <optional>
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
  const auto answer = std::make_shared<std::optional<Value>>();
  auto* watcher = new QFutureWatcher<void>(owner);
  QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, answer, then = std::move(then)] {
    watcher->deleteLater();
    watcher->waitForFinished();               // what the work threw, it throws
    take_over();
    then(*std::move(*answer));
  });
  watcher->setFuture(QtConcurrent::run(Errand([answer, work = std::move(work)]() mutable {
    answer->emplace(work());
    hand_over();
  })));
}

} // namespace archipelago::gui
