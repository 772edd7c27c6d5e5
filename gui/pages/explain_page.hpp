// Where every accelerator-hour went, what limits the run in words, and what one change would bring, each of them played.
#pragma once

#include "gui/pages/page.hpp"

class QLabel;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;
class QTableView;
class QTextBrowser;

namespace archipelago::gui {

class ChangeModel;
class ChangeRunner;
class Session;
class WaterfallView;

class ExplainPage : public Page {
  Q_OBJECT
public:
  explicit ExplainPage(Session& session, QWidget* parent = nullptr);
  QString csv() const override;
  bool busy() const override;
  void refresh_theme() override { show_result(); }
  void play_changes();

private:
  QWidget* account_side();
  QWidget* change_side();
  void show_result();
  void show_progress();
  void take_change();

  Session& session_;
  ChangeRunner* runner_;
  ChangeModel* changes_;
  QSortFilterProxyModel* sorted_;
  QStackedWidget* stack_;
  QSplitter* halves_ = nullptr;
  WaterfallView* waterfall_ = nullptr;
  QTextBrowser* statements_ = nullptr;
  QTableView* table_ = nullptr;
  QPushButton *play_ = nullptr, *cancel_ = nullptr, *take_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QLabel *headline_ = nullptr, *note_ = nullptr;
};

} // namespace archipelago::gui
