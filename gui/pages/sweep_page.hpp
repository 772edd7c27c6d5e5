// Studies: start one and watch it fill, or open a store. Coordinates, heat map, front and table look at the same points and filters.
#pragma once

#include "gui/pages/page.hpp"

#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTableView;
class QTabWidget;

namespace archipelago::gui {

class ChildClient;
struct ChildOutcome;
class HeatView;
class ParallelView;
class ScatterPlot;
class Session;
class SweepModel;
class SweepSetup;
class SweepState;

class SweepPage : public Page {
  Q_OBJECT
public:
  explicit SweepPage(Session& session, QWidget* parent = nullptr);
  QString csv() const override;
  bool busy() const override;
  void refresh_theme() override;
  SweepState& state() { return *state_; }
  SweepSetup& setup() { return *setup_; }
  SweepModel& model() { return *model_; }
  void start();
  void open_chosen();

private:
  QWidget* pictures();
  QWidget* table_side();
  void suggest_axes();
  void take(const ChildOutcome& outcome);
  void show_data();
  void show_counts();
  void show_front();
  void show_heat();
  void fill_choices();
  void take_values();

  Session& session_;
  ChildClient* client_;
  SweepState* state_;
  SweepModel* model_;
  SweepSetup* setup_;
  ParallelView* parallel_ = nullptr;
  HeatView* heat_ = nullptr;
  ScatterPlot* front_ = nullptr;
  QComboBox *heat_x_ = nullptr, *heat_y_ = nullptr, *heat_figure_ = nullptr, *front_x_ = nullptr, *front_y_ = nullptr;
  QTableView* table_ = nullptr;
  QLineEdit* words_ = nullptr;
  QLabel* counts_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QPushButton *open_ = nullptr, *take_ = nullptr;
  QTimer look_;                               // at the store while it fills
  std::size_t wanted_runs_ = 0;
  QString suggested_for_;
};

} // namespace archipelago::gui
