// The proposal: the result that is shown against a baseline, written by `report` and read here, then kept as HTML, PDF, Markdown, CSV.
#pragma once

#include "gui/pages/page.hpp"

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTextBrowser;

namespace archipelago::gui {

class ChildClient;
struct ChildOutcome;
class Session;

class ReportPage : public Page {
  Q_OBJECT
public:
  explicit ReportPage(Session& session, QWidget* parent = nullptr);
  bool busy() const override;
  void refresh_theme() override;
  void keep_baseline();                       // the result that is shown now
  void choose_baseline(const QString& file);
  void write(const QString& folder);          // empty: only to look at
  QString shown() const;                      // the text of the proposal

private:
  void take(const ChildOutcome& outcome);
  void show_state();
  void show_document();

  Session& session_;
  ChildClient* client_;
  QString baseline_, baseline_name_, folder_, asked_folder_, document_;
  QStackedWidget* stack_;
  QTextBrowser* text_;
  QLabel *proposed_, *against_, *state_;
  QCheckBox* pdf_;
  QPushButton *look_, *export_, *browser_, *cancel_;
};

} // namespace archipelago::gui
