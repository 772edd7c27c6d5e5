// The scenario under several protocols, or beside other scenarios, under the same failures and jitter.
#pragma once

#include "gui/pages/page.hpp"

#include <vector>

class QCheckBox;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableView;

namespace archipelago::gui {

class ChildClient;
struct ChildOutcome;
class ComparisonModel;
class ShareBars;
class Session;

class ComparePage : public Page {
  Q_OBJECT
public:
  explicit ComparePage(Session& session, QWidget* parent = nullptr);
  QString csv() const override;
  bool busy() const override;
  void compare();
  ComparisonModel& model() { return *model_; }
  void choose_protocols(const QStringList& names);

private:
  QWidget* choices();
  void add_scenario();
  void take(const ChildOutcome& outcome);

  Session& session_;
  ChildClient* client_;
  ComparisonModel* model_;
  std::vector<QCheckBox*> protocols_;
  QStringList others_;
  QLabel *others_label_ = nullptr, *state_ = nullptr;
  QSpinBox* seeds_ = nullptr;
  QCheckBox* fast_ = nullptr;
  QPushButton *start_ = nullptr, *cancel_ = nullptr;
  QStackedWidget* stack_ = nullptr;
  QTableView* table_ = nullptr;
  ShareBars* bars_ = nullptr;
};

} // namespace archipelago::gui
