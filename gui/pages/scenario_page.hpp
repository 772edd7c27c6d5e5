// The scenario: every key as a form on the left, its text on the right, what is wrong below; all three in step.
#pragma once

#include "gui/models/form_model.hpp"
#include "gui/models/problem_model.hpp"
#include "gui/pages/page.hpp"

#include <QSortFilterProxyModel>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QTableView;
class QTreeView;

namespace archipelago::gui {

class Session;

class ScenarioPage : public Page {
  Q_OBJECT
public:
  explicit ScenarioPage(Session& session, QWidget* parent = nullptr);
  void refresh_theme() override;
  void go_to(const std::string& pointer);     // in the form
  bool busy() const override;

private:
  QWidget* form_side();
  QWidget* text_side();
  QWidget* details();
  void take_reading();
  void show_details();
  void show_place(const Problem& problem);
  void add_item();
  void remove_current();
  void set_filter();

  Session& session_;
  FormModel* form_;
  ProblemModel* problems_;
  QSortFilterProxyModel* shown_;
  QTreeView* tree_ = nullptr;
  QLineEdit* search_ = nullptr;
  QCheckBox* all_keys_ = nullptr;
  QPlainTextEdit* editor_ = nullptr;
  QTableView* problem_table_ = nullptr;
  QLabel *details_ = nullptr, *verdict_ = nullptr;
  class JsonHighlighter* colors_ = nullptr;
  bool filled_ = false;
};

} // namespace archipelago::gui
