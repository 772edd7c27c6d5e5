// What a plan asks, as lines to edit, checked as they are typed: goal, axes, limits, settings; from a study file and to one.
#pragma once

#include "gui/data/plan_request.hpp"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace archipelago::gui {

class PlanSetup : public QWidget {
  Q_OBJECT
public:
  explicit PlanSetup(QWidget* parent = nullptr);

  void show(const PlanRequest& request);
  PlanRequest request() const;                // of the lines as they stand
  bool sound() const { return verdict_of_.faults.isEmpty() && verdict_of_.points > 0; }
  const PlanVerdict& verdict() const { return verdict_of_; }
  bool blank() const;                         // nothing is varied yet
  void set_running(bool running);

Q_SIGNALS:
  void start_wanted();
  void cancel_wanted();
  void open_wanted();
  void save_wanted();

private:
  QPlainTextEdit* lines(const QString& name, const QString& example, const QString& help);
  void check_now();

  PlanRequest kept_;                          // what has no field here: name, scenario, where, first seed
  PlanVerdict verdict_of_;
  QTimer pause_;                              // from the last keystroke to the check
  QPlainTextEdit *axes_ = nullptr, *limits_ = nullptr, *settings_ = nullptr;
  QComboBox *goal_ = nullptr, *design_ = nullptr;
  QSpinBox* seeds_ = nullptr;
  QPushButton *start_ = nullptr, *cancel_ = nullptr, *save_ = nullptr;
  QLabel* verdict_ = nullptr;
};

} // namespace archipelago::gui
