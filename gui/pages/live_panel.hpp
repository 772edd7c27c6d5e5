// A run under way: how far each seed is, and the latest of what happened.
#pragma once

#include "gui/client/child.hpp"

#include <QWidget>

#include <optional>

class QLabel;
class QListWidget;
class QProgressBar;

namespace archipelago::gui {

class ClassLegend;
class FigureCard;
class LiveGantt;

class LivePanel : public QWidget {
  Q_OBJECT
public:
  explicit LivePanel(QWidget* parent = nullptr);
  // `spending_usd_per_s`: what the closed form has the run cost; absent where it cannot tell.
  void begin(const QStringList& learners, std::optional<double> spending_usd_per_s, std::optional<double> power_kw);
  void show(const ChildProgress& progress);
  LiveGantt& gantt() { return *gantt_; }

Q_SIGNALS:
  void cancel_wanted();

private:
  static constexpr int most_lines = 500, most_bars = 4;
  void show_live(const ChildProgress& progress);

  QLabel *headline_, *detail_, *more_;
  QWidget* bar_area_;
  std::vector<QProgressBar*> bars_;
  QListWidget* marks_;
  LiveGantt* gantt_;
  ClassLegend* legend_;
  FigureCard *computing_, *rounds_, *waits_, *spent_, *energy_;
  std::int64_t merged_ = 0;
  std::optional<double> spending_, power_kw_;
};

} // namespace archipelago::gui
