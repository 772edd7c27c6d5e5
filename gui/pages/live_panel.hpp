// A run under way: how far each seed is, and the latest of what happened.
#pragma once

#include "gui/client/child.hpp"

#include <QWidget>

class QLabel;
class QListWidget;
class QProgressBar;

namespace archipelago::gui {

class LivePanel : public QWidget {
  Q_OBJECT
public:
  explicit LivePanel(QWidget* parent = nullptr);
  void begin();
  void show(const ChildProgress& progress);

Q_SIGNALS:
  void cancel_wanted();

private:
  static constexpr int most_lines = 500, most_bars = 16;

  QLabel *headline_, *detail_, *more_;
  QWidget* bar_area_;
  std::vector<QProgressBar*> bars_;
  QListWidget* marks_;
};

} // namespace archipelago::gui
