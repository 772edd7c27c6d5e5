// A run: how it goes while it plays, then its timeline as a replay, with what holds at the playhead.
#pragma once

#include "gui/pages/page.hpp"

#include <QElapsedTimer>
#include <QTimer>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace archipelago::gui {

class ClassLegend;
class FigureCard;
class LivePanel;
class Session;
class ShareBars;
class TimelineView;

class RunPage : public Page {
  Q_OBJECT
public:
  explicit RunPage(Session& session, QWidget* parent = nullptr);
  QString csv() const override;
  bool busy() const override;
  void refresh_theme() override;
  void jump(int direction);                   // to the next failure or the one before
  void play(bool on);
  bool playing() const { return clock_.isActive(); }

private:
  QWidget* replay();
  QWidget* account();                         // of a result that has no timeline
  void show_account();
  QHBoxLayout* controls();
  void begin_live();
  void show_timeline();
  void show_so_far();
  void advance();
  void show_state();

  Session& session_;
  QStackedWidget* stack_;
  LivePanel* live_;
  TimelineView* timeline_ = nullptr;
  ClassLegend *legend_ = nullptr, *account_legend_ = nullptr;
  ShareBars* bars_ = nullptr;
  QLabel* account_title_ = nullptr;
  QToolButton* play_ = nullptr;
  QComboBox* speed_ = nullptr;
  QLabel *date_ = nullptr, *note_ = nullptr;
  FigureCard *computing_ = nullptr, *rounds_ = nullptr, *flight_ = nullptr, *failures_ = nullptr, *spent_ = nullptr, *waits_ = nullptr, *energy_ = nullptr;
  QTimer clock_, settle_;
  QElapsedTimer since_tick_;
  bool loading_ = false;
};

} // namespace archipelago::gui
