// The best of many points under constraints: what is asked, how the search goes, the front, who wins and why, the way to a scenario and a proposal.
#pragma once

#include "gui/data/plan_reading.hpp"
#include "gui/data/plan_request.hpp"
#include "gui/pages/page.hpp"

#include <functional>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;
class QTabWidget;
class QTextBrowser;

namespace archipelago::gui {

class ChildClient;
struct ChildOutcome;
struct ChildProgress;
class ComparisonModel;
class PlanModel;
class PlanSetup;
class ScatterPlot;
class Session;
class StageModel;

class PlanPage : public Page {
  Q_OBJECT
public:
  explicit PlanPage(Session& session, QWidget* parent = nullptr);
  QString csv() const override;
  bool busy() const override;
  void refresh_theme() override;

  PlanSetup& setup() { return *setup_; }
  PlanModel& points() { return *points_; }
  StageModel& stages() { return *stages_; }
  ComparisonModel& contenders_shown() { return *contenders_; }
  QString reasons() const;                    // as plain text
  void start();
  void choose(std::int64_t number);           // a point
  void open_run();                            // of the point chosen: its result, from the store
  void take_values();                         // into the scenario
  void propose();                             // the winner against the scenario as it stands, on the report page
  void open_study(const QString& file);
  QString save_study(const QString& file);    // what went wrong, or empty

private:
  QWidget* picture_side();
  QWidget* words_side();
  void suggest();
  void watch(const ChildProgress& progress);
  void take(const ChildOutcome& outcome);
  void show_plan(PlanReading plan);
  void fill_axes();
  void show_front();
  void show_chosen();
  void with_result(std::int64_t number, std::function<void(std::shared_ptr<const nlohmann::json>)> then);
  QString store_study() const;                // the name that the plan's points have in its store

  Session& session_;
  ChildClient* client_;
  PlanSetup* setup_;
  PlanModel* points_;
  StageModel* stages_;
  ComparisonModel* contenders_;
  QSortFilterProxyModel* sorted_;
  PlanRequest asked_;                         // what the points shown are of
  QString store_, suggested_for_;
  std::int64_t chosen_ = -1;
  std::size_t measured_ = 0;
  int readings_ = 0;                          // answers under way from other threads
  QStackedWidget* stack_ = nullptr;
  QTabWidget* tabs_ = nullptr;
  ScatterPlot* front_ = nullptr;
  QComboBox *front_x_ = nullptr, *front_y_ = nullptr;
  QTableView *table_ = nullptr, *contenders_table_ = nullptr, *stage_table_ = nullptr;
  QTextBrowser *why_ = nullptr, *search_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QLabel* chosen_label_ = nullptr;
  QPushButton *open_ = nullptr, *take_ = nullptr, *propose_ = nullptr;
};

} // namespace archipelago::gui
