// Sliders, and what they bring: by the closed form at once, played fast a moment later, played exactly on demand. An answer to earlier
// values is greyed and says so.
#pragma once

#include "gui/pages/page.hpp"
#include "gui/session/quick_answer.hpp"

#include <QTimer>

#include <array>

class QGridLayout;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QVBoxLayout;

namespace archipelago::gui {

class ChartPlot;
class ChildClient;
struct ChildOutcome;
class KnobRow;
class Session;

class WhatIfPage : public Page {
  Q_OBJECT
public:
  explicit WhatIfPage(Session& session, QWidget* parent = nullptr);
  QString csv() const override;
  bool busy() const override;
  void refresh_theme() override;
  const std::vector<KnobRow*>& knobs() const { return rows_; }
  QString shown(int column, int figure) const;          // for tests and export

private:
  enum Fidelity { closed_form, fast, exact, fidelities };

  QWidget* answers();
  void fill_knobs();
  void ask();
  void take_quick(int number, const QuickAnswer& answer, const std::vector<CoursePoint>& course);
  void take_played(Fidelity fidelity, const ChildOutcome& outcome);
  void play(Fidelity fidelity);
  void show_state(Fidelity fidelity, const QString& words, bool stale);
  std::vector<std::string> overrides(const KnobRow* without = nullptr) const;
  void take_values();

  Session& session_;
  QuickAnswers quick_;
  std::array<ChildClient*, fidelities> clients_{};
  std::array<int, fidelities> answered_{-1, -1, -1}, asked_{-1, -1, -1};
  std::vector<KnobRow*> rows_;
  KnobRow* last_turned_ = nullptr;
  std::string base_text_;
  QStackedWidget* stack_;
  QSplitter* sides_ = nullptr;
  QVBoxLayout* knob_layout_ = nullptr;
  std::vector<std::array<QLabel*, fidelities>> cells_;
  std::array<QLabel*, fidelities> states_{};
  QLabel* problem_ = nullptr;
  ChartPlot* chart_ = nullptr;
  QTimer pause_;
  int question_ = 0;
};

} // namespace archipelago::gui
