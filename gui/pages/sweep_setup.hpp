// What is varied in a sweep: axes as lines to edit, a design, a goal, seeds; and what that makes, said before it starts.
#pragma once

#include "gui/data/sweep_plan.hpp"

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace archipelago::gui {

class SweepSetup : public QWidget {
  Q_OBJECT
public:
  explicit SweepSetup(QWidget* parent = nullptr);

  void suggest(const QStringList& axes);      // where nothing has been written yet
  void set_axes(const QStringList& axes);
  QStringList axes() const;
  QStringList arguments() const;              // of `sweep`, beside file and store
  const SweepPlan& plan() const { return plan_; }
  int seeds() const;
  std::string goal() const;
  void set_seeds(int seeds);
  void set_running(bool running);

Q_SIGNALS:
  void start_wanted();
  void cancel_wanted();

private:
  void check();

  SweepPlan plan_;
  QPlainTextEdit* axes_;
  QComboBox *design_, *goal_;
  QSpinBox* seeds_;
  QLabel* verdict_;
  QPushButton *start_, *cancel_;
};

} // namespace archipelago::gui
